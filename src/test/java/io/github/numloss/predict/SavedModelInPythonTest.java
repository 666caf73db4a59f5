package io.github.numloss.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.IdxFiles;
import io.github.numloss.Trainers;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.Trial;
import io.github.numloss.layer.BatchNorm;
import io.github.numloss.layer.Conv2d;
import io.github.numloss.layer.Conv2d.Padding;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.DepthwiseConv2d;
import io.github.numloss.layer.GlobalAveragePool;
import io.github.numloss.layer.Relu;
import io.github.numloss.layer.Residual;
import io.github.numloss.layer.Shrink;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.model.ModelFile;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.Defaults;
import io.github.numloss.train.TrainConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Loads exported models in TensorFlow for Python, and converts them for other runtimes, if the
 * environment variable NUMLOSS_PYTHON names a Python that has what src/test/python asks for.
 */
final class SavedModelInPythonTest {
  static final String PYTHON = "NUMLOSS_PYTHON";
  static final Path HOME = Path.of(System.getProperty("numloss.home"));
  private static final String TEST_IMAGES = "t10k-images-idx3-ubyte.gz";

  @TempDir private Path folder;

  /** The built-in models, and one of the layers that none of them has. */
  static Stream<ModelFile> models() {
    ModelSpec separable =
        new ModelSpec(
            "separable",
            List.of(
                new Shrink(
                    14,
                    List.of(new Conv2d(16, 3, Padding.SAME, 2, false), new BatchNorm(0.9, 1e-3))),
                new DepthwiseConv2d(3, Padding.VALID, 1, true),
                new Conv2d(32, 1, Padding.SAME),
                new Relu(),
                new DepthwiseConv2d(3, Padding.SAME, 2, false),
                new GlobalAveragePool(),
                new BatchNorm(0.9, 1e-3),
                new Residual(List.of(new Dense(16), new Relu()))));
    return Stream.concat(
        Models.builtIn().stream(), Stream.of(new ModelFile(separable, null, null)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void otherRuntimesGiveTheTestImagesOfMnistTheSameAnswers(ModelFile model) throws Exception {
    String python = System.getenv(PYTHON);
    assumeTrue(python != null, "set " + PYTHON + " to a Python with TensorFlow to run this");
    Path mnist = HOME.resolve("datasets/mnist");
    Path data = fewerTrainingImages(mnist);
    OptimizerConfig optimizer =
        new OptimizerConfig(
            Method.ADAM, Defaults.learningRate(model, Method.ADAM), Schedule.LINEAR, null);
    TrainConfig config =
        new TrainConfig(
            data.toString(),
            data.toString(),
            model.spec(),
            CombinedLoss.ofPaper(),
            null,
            optimizer,
            1,
            64,
            0,
            1,
            Hardware.cpu());
    Datasets datasets = new Datasets(folder);
    Trial trial = Trial.run(config, datasets, Trainers.plain());
    Path run = folder.resolve("run");
    trial.write(run);
    Examples test = datasets.load(data.toString(), Split.TEST);
    Path version = SavedModels.export(trial.model(), test.images(), folder.resolve("model"));

    JsonNode found =
        check(
            python,
            "saved_model_check.py",
            version.toString(),
            mnist.resolve(TEST_IMAGES).toString(),
            run.resolve("predictions.npy").toString());
    assertThat(found.get("tensorflow").asText()).startsWith("2.18.");
    assertThat(found.get("images").asInt()).isEqualTo(10_000);
    assertThat(found.get("sameClasses").asInt()).isEqualTo(10_000);
    assertThat(found.get("largestDifference").asDouble()).isLessThanOrEqualTo(1e-5);
    assertThat(found.get("outputs").toString())
        .isEqualTo(
            "{\"classes\":[\"int64\",[10000]],\"expected\":[\"float32\",[10000]],"
                + "\"mean\":[\"float32\",[10000]],\"median\":[\"float32\",[10000]],"
                + "\"probabilities\":[\"float32\",[10000,10]],"
                + "\"value\":[\"float32\",[10000]]}");

    JsonNode runtimes =
        check(
            python,
            "conversions_check.py",
            version.toString(),
            mnist.resolve(TEST_IMAGES).toString(),
            "200",
            HOME.resolve("src/test/tfjs").toString());
    assertThat(runtimes.fieldNames())
        .toIterable()
        .containsExactly("TensorFlow", "TensorFlow Lite", "ONNX", "TensorFlow.js");
    runtimes.properties().forEach(entry -> assertSame(entry.getKey(), entry.getValue()));
  }

  private static void assertSame(String runtime, JsonNode found) {
    assertThat(found.get("outputs").toString())
        .as(runtime)
        .isEqualTo("[\"classes\",\"expected\",\"mean\",\"median\",\"probabilities\",\"value\"]");
    assertThat(found.get("largestDifference").asDouble()).as(runtime).isLessThanOrEqualTo(1e-5);
    assertThat(found.get("largestDifferenceExpected").asDouble())
        .as(runtime)
        .isLessThanOrEqualTo(1e-4);
    assertThat(found.get("wrong").toString())
        .as(runtime)
        .isEqualTo("{\"classes\":0,\"value\":0,\"median\":0,\"mean\":0}");
    assertThat(found.get("refusesOtherShapes").asBoolean()).as(runtime).isTrue();
  }

  /** Makes a data set of the first 2,000 training images and all test images. */
  private Path fewerTrainingImages(Path mnist) throws IOException {
    Examples train =
        new Datasets(mnist.getParent())
            .load("mnist", Split.TRAIN)
            .select(IntStream.range(0, 2000).toArray());
    Path data = Files.createDirectory(folder.resolve("data"));
    IdxFiles.writeImages(data.resolve("train-images-idx3-ubyte"), train.images());
    IdxFiles.writeLabels(data.resolve("train-labels-idx1-ubyte"), train.labels());
    for (String name : new String[] {TEST_IMAGES, "t10k-labels-idx1-ubyte.gz"}) {
      Files.copy(mnist.resolve(name), data.resolve(name));
    }
    return data;
  }

  static JsonNode check(String python, String script, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(python, HOME.resolve("src/test/python").resolve(script).toString());
    builder.command().addAll(List.of(arguments));
    Path errors = Files.createTempFile("saved-model-check", ".log");
    Process process = builder.redirectError(errors.toFile()).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    Files.delete(errors);
    // The converters print, too.
    String result = output.lines().reduce((before, line) -> line).orElseThrow();
    System.out.println(script + ": " + result);
    return new ObjectMapper().readTree(result);
  }
}
