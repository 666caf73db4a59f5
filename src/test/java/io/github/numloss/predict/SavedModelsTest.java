package io.github.numloss.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.BuiltIn;
import io.github.numloss.TinyData;
import io.github.numloss.Trainers;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import io.github.numloss.decode.Predictions;
import io.github.numloss.device.Hardware;
import io.github.numloss.device.Sessions;
import io.github.numloss.experiment.Trial;
import io.github.numloss.io.DataException;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.layer.Weight;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.TrainConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

final class SavedModelsTest {
  private static final ClassValues VALUES = ClassValues.of(1, 2.5f, 7);
  private static final Images TEST = TinyData.images(12, VALUES, Split.TEST).images();
  private static final Map<ModelSpec, Trial> TRIALS = new HashMap<>();

  @TempDir private static Path shared;
  @TempDir private Path folder;
  private Path models;
  private Trial trial;

  @BeforeAll
  static void train() throws Exception {
    Path data = TinyData.folder(shared.resolve("data"), 48, 12, VALUES);
    for (ModelSpec model : BuiltIn.models().toList()) {
      TrainConfig config =
          new TrainConfig(
              data.toString(),
              data.toString(),
              model,
              CombinedLoss.ofPaper(),
              null,
              new OptimizerConfig(Method.ADAM, 0.001, Schedule.LINEAR, null),
              1,
              16,
              0,
              1,
              Hardware.cpu());
      TRIALS.put(model, Trial.run(config, new Datasets(shared), Trainers.plain()));
    }
  }

  @BeforeEach
  void takeOne() {
    models = folder.resolve("new/model");
    trial = TRIALS.get(Models.DNN);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static List<Long> shape(TensorInfo info) {
    return info.getTensorShape().getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
  }

  @ParameterizedTest
  @MethodSource("io.github.numloss.BuiltIn#models")
  void theSignatureIsTheOneThatServersExpect(ModelSpec model) throws IOException {
    Path version = SavedModels.export(TRIALS.get(model).model(), TEST, models);
    try (SavedModelBundle bundle = Sessions.load(version, ConfigProto.getDefaultInstance())) {
      SignatureDef signature = bundle.metaGraphDef().getSignatureDefOrThrow("serving_default");
      assertThat(signature.getMethodName()).isEqualTo("tensorflow/serving/predict");
      assertThat(signature.getInputsMap()).containsOnlyKeys("images");
      TensorInfo images = signature.getInputsOrThrow("images");
      assertThat(images.getDtype()).isEqualTo(DataType.DT_FLOAT);
      assertThat(shape(images)).containsExactly(-1L, 9L, 8L);

      Map<String, TensorInfo> outputs = signature.getOutputsMap();
      assertThat(outputs)
          .containsOnlyKeys("probabilities", "classes", "value", "median", "mean", "expected");
      assertThat(shape(outputs.get("probabilities"))).containsExactly(-1L, 3L);
      assertThat(outputs.get("classes").getDtype()).isEqualTo(DataType.DT_INT64);
      for (String name : List.of("classes", "value", "median", "mean", "expected")) {
        assertThat(shape(outputs.get(name))).as(name).containsExactly(-1L);
      }
      for (String name : List.of("probabilities", "value", "median", "mean", "expected")) {
        assertThat(outputs.get(name).getDtype()).as(name).isEqualTo(DataType.DT_FLOAT);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.numloss.BuiltIn#models")
  void theGraphHasTheWeightsAndNothingOfTheTraining(ModelSpec model) throws IOException {
    Trial trained = TRIALS.get(model);
    Path version = SavedModels.export(trained.model(), TEST, models);
    MetaGraphDef graph;
    try (SavedModelBundle bundle = Sessions.load(version, ConfigProto.getDefaultInstance())) {
      graph = bundle.metaGraphDef();
    }
    List<NodeDef> nodes = graph.getGraphDef().getNodeList();
    assertThat(nodes)
        .extracting(NodeDef::getOp)
        .contains("Softmax", "Placeholder")
        .noneMatch(op -> op.matches("(?i).*(adam|rmsprop|momentum|gradient|grad$|random).*"));
    assertThat(nodes)
        .extracting(NodeDef::getName)
        .noneMatch(name -> name.matches("(?i).*(adam|gradient|dropout|momentum|rmsprop).*"));
    long parameters = 0;
    for (Weight weight : trained.model().classifier().weights()) {
      NodeDef constant =
          nodes.stream()
              .filter(node -> node.getName().equals(weight.name()))
              .findAny()
              .orElseThrow();
      assertThat(constant.getOp()).isEqualTo("Const");
      if (!weight.trained()) {
        continue;
      }
      parameters +=
          constant.getAttrOrThrow("value").getTensor().getTensorShape().getDimList().stream()
              .mapToLong(TensorShapeProto.Dim::getSize)
              .reduce(1, (a, b) -> a * b);
    }
    assertThat(parameters).isEqualTo(trained.result().parameterCount());
  }

  @Test
  void theDecodedOutputsFollowFromTheProbabilities() throws IOException {
    Path version = SavedModels.export(trial.model(), TEST, models);
    float[] pixels = new float[TEST.bytes().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = Byte.toUnsignedInt(TEST.bytes()[i]);
    }
    try (SavedModelBundle bundle = Sessions.load(version, ConfigProto.getDefaultInstance());
        TFloat32 images =
            TFloat32.tensorOf(Shape.of(12, 9, 8), DataBuffers.of(pixels, true, false));
        Result result = bundle.function("serving_default").call(Map.of("images", images))) {
      TFloat32 probabilities = (TFloat32) result.get("probabilities").orElseThrow();
      for (int i = 0; i < 12; i++) {
        double[] p = new double[3];
        for (int k = 0; k < 3; k++) {
          p[k] = probabilities.getFloat(i, k);
        }
        int top = p[0] >= p[1] && p[0] >= p[2] ? 0 : p[1] >= p[2] ? 1 : 2;
        float median = p[0] >= 0.5 ? 1 : p[0] + p[1] >= 0.5 ? 2.5f : 7;
        double expectation = p[0] * 1 + p[1] * 2.5 + p[2] * 7;
        float mean = expectation < 1.75 ? 1 : expectation < 4.75 ? 2.5f : 7;
        assertThat(((TInt64) result.get("classes").orElseThrow()).getLong(i)).isEqualTo(top);
        float value = ((TFloat32) result.get("value").orElseThrow()).getFloat(i);
        assertThat(value).isEqualTo(VALUES.at(top));
        assertThat((double) ((TFloat32) result.get("expected").orElseThrow()).getFloat(i))
            .isCloseTo(expectation, within(1e-5));
        assertThat(((TFloat32) result.get("median").orElseThrow()).getFloat(i)).isEqualTo(median);
        assertThat(((TFloat32) result.get("mean").orElseThrow()).getFloat(i)).isEqualTo(mean);
      }
    }
  }

  @Test
  void theFilesLieWhereServersLookForThem() throws IOException {
    Path version = SavedModels.export(trial.model(), TEST, models);
    assertThat(version).isEqualTo(models.resolve("1"));
    assertThat(names(version)).containsExactly("assets.extra", "saved_model.pb");
    assertThat(names(version.resolve("assets.extra"))).containsExactly("README.md", "model.json");

    JsonNode info =
        new ObjectMapper().readTree(version.resolve("assets.extra/model.json").toFile());
    assertThat(info.get("schemaVersion").asInt()).isEqualTo(2);
    assertThat(info.get("model").asText()).isEqualTo("dnn");
    assertThat(info.get("classValues").toString()).isEqualTo("[1.0,2.5,7.0]");
    assertThat(info.get("height").asInt()).isEqualTo(9);
    assertThat(info.get("width").asInt()).isEqualTo(8);
    assertThat(info.at("/metrics/argmax/errorRate").asDouble())
        .isEqualTo(trial.result().metrics().get("argmax").value("errorRate"));
    assertThat(version.resolve("assets.extra/README.md"))
        .content()
        .startsWith("# DNN classifier, trained on ")
        .contains("9 x 8 pixels", "[1.0, 2.5, 7.0]", "`probabilities`", "| argmax | ")
        .contains("The head `softmax` makes")
        .as("where somebody's data lay says nothing to others")
        .doesNotContain(Path.of(trial.result().config().dataset()).getParent() + "");
  }

  @ParameterizedTest
  @MethodSource("io.github.numloss.BuiltIn#models")
  void theSameTrialGivesTheSameBytes(ModelSpec model) throws IOException {
    Path first = SavedModels.export(TRIALS.get(model).model(), TEST, models);
    Path second = SavedModels.export(TRIALS.get(model).model(), TEST, models);
    for (String file :
        List.of("saved_model.pb", "assets.extra/model.json", "assets.extra/README.md")) {
      assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
  }

  @Test
  void theNextNumberComesAfterTheHighestThatIsThere() throws IOException {
    for (String name : List.of("2", "10", "007", "11.old", "latest")) {
      Files.createDirectories(models.resolve(name));
    }
    assertThat(SavedModels.export(trial.model(), TEST, models)).isEqualTo(models.resolve("11"));
  }

  @Test
  void exportsAtTheSameTimeTakeDifferentNumbers()
      throws IOException, InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      Callable<Path> export = () -> SavedModels.export(trial.model(), TEST, models);
      List<String> versions = new ArrayList<>();
      for (Future<Path> done : threads.invokeAll(List.of(export, export, export))) {
        versions.add(done.get().getFileName().toString());
      }
      assertThat(versions).containsExactlyInAnyOrder("1", "2", "3");
      assertThat(names(models)).containsExactly("1", "2", "3");
    } finally {
      threads.shutdownNow();
    }
  }

  private void assertRefused(Trial changed, Images images, String problem) throws IOException {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> SavedModels.export(changed.model(), images, models))
        .withMessageContaining(problem);
    assertThat(folder).isEmptyDirectory();
    Files.createDirectories(models);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> SavedModels.export(changed.model(), images, models));
    assertThat(models).isEmptyDirectory();
  }

  private Trial withWeight(String name, FloatArray weight) {
    Map<String, FloatArray> weights = new LinkedHashMap<>(trial.weights());
    assertThat(weights).containsKey(name);
    if (weight == null) {
      weights.remove(name);
    } else {
      weights.put(name, weight);
    }
    return new Trial(
        trial.result(), weights, trial.predictions(), trial.absoluteErrors(), trial.inputs());
  }

  private String lastWeight() {
    return trial.weights().keySet().stream().reduce((a, b) -> b).orElseThrow();
  }

  @Test
  void changedWeightsAreNotExported() throws IOException {
    FloatArray weight = trial.weights().get(lastWeight());
    float[] changed = weight.values().clone();
    changed[0] += 0.01f;
    assertRefused(
        withWeight(lastWeight(), new FloatArray(weight.shape(), changed)),
        TEST,
        "nothing was exported, train again");
  }

  @Test
  void weightsThatAreNoNumbersAreNotExported() throws IOException {
    FloatArray weight = trial.weights().get(lastWeight());
    float[] changed = weight.values().clone();
    Arrays.fill(changed, Float.NaN);
    assertRefused(
        withWeight(lastWeight(), new FloatArray(weight.shape(), changed)),
        TEST,
        "the network gives no probabilities");
  }

  @Test
  void weightsOfAnotherNetworkAreNotExported() throws IOException {
    assertRefused(withWeight(lastWeight(), null), TEST, "the weights do not fit the network");
  }

  @Test
  void weightsOfAnotherShapeAreNotExported() throws IOException {
    assertRefused(
        withWeight(lastWeight(), new FloatArray(new int[] {2}, new float[2])),
        TEST,
        "the weights do not fit the network");
  }

  @Test
  void otherPredictionsAreNotExported() throws IOException {
    float[] even = new float[12 * 3];
    Arrays.fill(even, 1 / 3f);
    Trial changed =
        new Trial(
            trial.result(),
            trial.weights(),
            new Predictions(3, even),
            trial.absoluteErrors(),
            trial.inputs());
    assertRefused(changed, TEST, "but the trial gave it 0.33333334; nothing was exported");
  }

  @Test
  void predictionsOfMoreClassesAreNotExported() throws IOException {
    float[] more = new float[12 * 4];
    Arrays.fill(more, 0.25f);
    Trial changed =
        new Trial(
            trial.result(),
            trial.weights(),
            new Predictions(4, more),
            trial.absoluteErrors(),
            trial.inputs());
    assertRefused(changed, TEST, "12 images and 4 classes");
  }

  @Test
  void fewerTestImagesAreRefused() throws IOException {
    Images fewer = TinyData.images(11, VALUES, Split.TEST).images();
    assertRefused(trial, fewer, "give 11 and 3; nothing was exported");
  }

  @Test
  void testImagesOfAnotherSizeAreRefused() throws IOException {
    Images other = new Images(12, 8, 9, TEST.bytes());
    assertRefused(
        trial, other, "learned images of 9 x 8, but its test set now has images of 8 x 9");
  }
}
