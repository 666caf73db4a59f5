package io.github.numloss.bench;

import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import io.github.numloss.decode.Predictions;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Trial;
import io.github.numloss.predict.LoadedModel;
import io.github.numloss.predict.SavedModels;
import io.github.numloss.source.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Exports one trial many times, or loads all that was exported.
 *
 * <p>Arguments: {@code export} RUN MODELS COUNT, or {@code load} RUN MODELS, with the folder of a
 * run whose data set is a folder, and that of the model's versions. Prints how many it did.
 */
public final class Exports {
  /** As large as the difference that an export allows. */
  private static final double TOLERANCE = 1e-5;

  private Exports() {}

  /**
   * Exports, or loads.
   *
   * @param args as above
   * @throws IOException if a model can't be written or loaded
   */
  public static void main(String[] args) throws IOException {
    Trial trial = Trial.read(Path.of(args[1]));
    Path models = Path.of(args[2]);
    Images images = new Datasets(models).load(trial.result().config().test(), Split.TEST).images();
    int done = 0;
    if (args[0].equals("export")) {
      for (; done < Integer.parseInt(args[3]); done++) {
        SavedModels.export(trial.model(), images, models);
      }
    } else {
      for (Path version : versions(models)) {
        try (LoadedModel model = LoadedModel.open(version, Hardware.cpu().sessionConfig())) {
          requireSame(trial.predictions(), model.predict(images), version);
        }
        done++;
      }
    }
    System.out.println(done);
  }

  private static List<Path> versions(Path models) throws IOException {
    try (Stream<Path> inside = Files.list(models)) {
      return inside.sorted().toList();
    }
  }

  private static void requireSame(Predictions expected, Predictions found, Path version) {
    for (int image = 0; image < expected.count(); image++) {
      for (int k = 0; k < expected.classes(); k++) {
        if (!(Math.abs(expected.at(image, k) - found.at(image, k)) <= TOLERANCE)) {
          throw new IllegalStateException(version + " predicts otherwise than the run");
        }
      }
    }
  }
}
