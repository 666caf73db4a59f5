package io.github.numloss.cli;

import io.github.numloss.data.ClassValues;
import io.github.numloss.data.ImageFiles;
import io.github.numloss.data.Images;
import io.github.numloss.evaluate.Decoder;
import io.github.numloss.evaluate.Predictions;
import io.github.numloss.export.LoadedModel;
import io.github.numloss.export.ModelInfo;
import io.github.numloss.io.Json;
import io.github.numloss.train.Devices.NoSuchDeviceException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Predicts images with an exported model. */
@Command(
    name = "predict",
    description = {
      "Predicts the numbers in images with an exported model; prints one line of JSON an image.",
      "Pictures are converted to grey and scaled to the model's size. A model that learned light"
          + " digits on dark, as those of MNIST are, needs --invert for dark ink on light paper."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class PredictCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelOption exported;

  @Option(names = "--invert", description = "Let black and white change places first.")
  private boolean invert;

  @Mixin private HardwareOptions hardware;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "PNG, JPEG or IDX files, the last also compressed with gzip.")
  private List<Path> files;

  /** What is said of one image: classes and values as each decoder gives them. */
  private record Line(
      String file,
      int index,
      int classIndex,
      float value,
      float median,
      float mean,
      double expectation,
      float[] probabilities) {}

  @Override
  public Integer call() throws IOException, NoSuchDeviceException {
    try (LoadedModel model = exported.open(hardware.resolve())) {
      for (Path file : files) {
        predict(model, file, spec.commandLine().getOut());
      }
    }
    return ExitCode.DONE;
  }

  private void predict(LoadedModel model, Path file, PrintWriter out) throws IOException {
    ModelInfo info = model.info();
    Images images = ImageFiles.read(file, info.height(), info.width(), invert);
    Predictions predictions = model.predict(images);
    for (int i = 0; i < predictions.count(); i++) {
      out.println(Json.line(line(file, i, predictions, info.classValues())));
    }
  }

  private static Line line(Path file, int index, Predictions predictions, ClassValues values) {
    float[] probabilities = new float[predictions.classes()];
    double expectation = 0;
    for (int k = 0; k < probabilities.length; k++) {
      probabilities[k] = predictions.at(index, k);
      expectation += (double) probabilities[k] * values.at(k);
    }
    int classIndex = Decoder.ARGMAX.decode(predictions, index, values);
    return new Line(
        file.toString(),
        index,
        classIndex,
        values.at(classIndex),
        values.at(Decoder.MEDIAN.decode(predictions, index, values)),
        values.at(Decoder.MEAN.decode(predictions, index, values)),
        expectation,
        probabilities);
  }
}
