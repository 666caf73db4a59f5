package io.github.numloss.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.numloss.TinyData;
import io.github.numloss.Trainers;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Inputs;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Trial;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.TrainConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of features, and of a frozen network's vectors, loaded in TensorFlow for Python. */
final class KeptInPythonTest {
  private static final Path KERAS =
      SavedModelInPythonTest.HOME.resolve(
          "src/test/resources/io/github/numloss/predict/frozen/keras");

  @TempDir private Path folder;
  private String python = "";

  @BeforeEach
  void findPython() {
    String found = System.getenv(SavedModelInPythonTest.PYTHON);
    assumeTrue(found != null, "NUMLOSS_PYTHON names no Python with TensorFlow");
    python = Objects.requireNonNull(found);
  }

  private void assertSameInPython(Path data, @Nullable String features, String input)
      throws Exception {
    TrainConfig config =
        new TrainConfig(
                data.toString(),
                data.toString(),
                Models.find("mlp").spec(),
                CombinedLoss.ofPaper(),
                null,
                new OptimizerConfig(Method.ADAM, 0.01, Schedule.LINEAR, null),
                20,
                16,
                0,
                1,
                Hardware.cpu())
            .onFeatures(features);
    Trial trial = Trial.run(config, new Datasets(folder), Trainers.plain());
    Path run = folder.resolve("run");
    trial.write(run);
    Inputs inputs = Objects.requireNonNull(trial.inputs());
    Path version = SavedModels.export(trial.model(), inputs, folder.resolve("model"));
    JsonNode found =
        SavedModelInPythonTest.check(
            python,
            "kept_check.py",
            version.toString(),
            run.resolve(input + ".npy").toString(),
            run.resolve("predictions.npy").toString());
    int count = inputs.count();
    assertThat(found.get("input").asText()).isEqualTo(input);
    assertThat(found.get("examples").asInt()).isEqualTo(count);
    assertThat(found.get("sameClasses").asInt()).isEqualTo(count);
    assertThat(found.get("largestDifference").asDouble()).isLessThanOrEqualTo(1e-5);
  }

  @Test
  void anMlpOfFeaturesGivesTheSame() throws Exception {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("hours,age,label\n");
    for (int i = 0; i < 200; i++) {
      int hours = random.nextInt(10);
      rows.append(hours).append(',').append(random.nextInt(80));
      rows.append(',').append(hours / 4).append('\n');
    }
    Path table = Files.writeString(folder.resolve("table.csv"), rows);
    assertSameInPython(table, null, "features");
  }

  @Test
  void aNetworkOnAFrozenOneGivesTheSame() throws Exception {
    Path data = TinyData.folder(folder.resolve("data"), 200, 40, ClassValues.of(1, 2.5f, 7));
    assertSameInPython(data, KERAS.toString(), "images");
  }
}
