package io.github.numloss.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.numloss.TinyData;
import io.github.numloss.Trainers;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Trial;
import io.github.numloss.head.Heads;
import io.github.numloss.loss.OwnLoss;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.TrainConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads and converts models of every head in Python, as {@link SavedModelInPythonTest} does. */
final class HeadsInPythonTest {
  @TempDir private Path folder;

  @Test
  void otherRuntimesGiveTheSameProbabilitiesWithEveryHead() throws Exception {
    String python = System.getenv(SavedModelInPythonTest.PYTHON);
    assumeTrue(python != null, "set " + SavedModelInPythonTest.PYTHON + " to run this");
    Path data = TinyData.folder(folder.resolve("data"), 60, 40, ClassValues.of(0, 1, 2, 5));
    Datasets datasets = new Datasets(folder);
    Images images = datasets.load(data.toString(), Split.TEST).images();
    List<String> heads = new ArrayList<>(Heads.ALL.names());
    heads.add("cumulative-link:link=probit");
    heads.add("cumulative-link:link=cloglog");
    heads.add("cumulative-link:link=probit,thresholds=equidistant");
    Path exported = Files.createDirectory(folder.resolve("heads"));
    for (String head : heads) {
      TrainConfig config =
          new TrainConfig(
              data.toString(),
              data.toString(),
              Models.DNN,
              new OwnLoss(),
              Heads.ALL.parse(head),
              new OptimizerConfig(Method.ADAM, 0.001, Schedule.CONSTANT, null),
              1,
              20,
              0,
              1,
              Hardware.cpu());
      Trial trial = Trial.run(config, datasets, Trainers.plain());
      Path own = Files.createDirectory(exported.resolve(head.replaceAll("[:=,]", "_")));
      trial.write(own.resolve("run"));
      Files.move(own.resolve("run/predictions.npy"), own.resolve("predictions.npy"));
      Files.move(
          SavedModels.export(trial.model(), images, own.resolve("versions")), own.resolve("model"));
    }
    JsonNode found =
        SavedModelInPythonTest.check(
            python,
            "heads_check.py",
            exported.toString(),
            data.resolve("t10k-images-idx3-ubyte.gz").toString(),
            SavedModelInPythonTest.HOME.resolve("src/test/tfjs").toString());
    assertThat(found.size()).isEqualTo(heads.size());
    found
        .properties()
        .forEach(
            head -> {
              assertThat(head.getValue().fieldNames())
                  .toIterable()
                  .containsExactly("TensorFlow", "TensorFlow Lite", "ONNX", "TensorFlow.js");
              head.getValue()
                  .properties()
                  .forEach(
                      runtime ->
                          assertThat(runtime.getValue().asDouble())
                              .as("%s in %s", head.getKey(), runtime.getKey())
                              .isLessThanOrEqualTo(1e-5));
            });
  }
}
