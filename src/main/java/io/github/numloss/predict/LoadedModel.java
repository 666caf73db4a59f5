package io.github.numloss.predict;

import io.github.numloss.check.Check;
import io.github.numloss.data.Inputs;
import io.github.numloss.decode.Predictions;
import io.github.numloss.device.Sessions;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;

/**
 * A SavedModel that this program exported, loaded. A SavedModel is a program: load only those from
 * people that you trust.
 */
public final class LoadedModel implements AutoCloseable {
  private final Path folder;
  private final ModelInfo info;
  private final SavedModelBundle bundle;
  private final String input;
  private final String output;

  private LoadedModel(Path folder, ModelInfo info, SavedModelBundle bundle) throws DataException {
    this.folder = folder;
    this.info = info;
    this.bundle = bundle;
    requireWeights();
    String inputName = ServingGraph.inputName(info.input());
    SignatureDef signature = bundle.metaGraphDef().getSignatureDefMap().get(ServingGraph.SIGNATURE);
    if (signature == null
        || !signature.containsInputs(inputName)
        || !signature.containsOutputs(ServingGraph.PROBABILITIES)) {
      throw new DataException(
          folder,
          "its signature %s must have an input %s and an output %s, but it has not; export it again"
              .formatted(ServingGraph.SIGNATURE, inputName, ServingGraph.PROBABILITIES));
    }
    TensorInfo examples = signature.getInputsOrThrow(inputName);
    TensorInfo probabilities = signature.getOutputsOrThrow(ServingGraph.PROBABILITIES);
    requireShape(inputName, examples, info.input().sizes());
    requireShape(ServingGraph.PROBABILITIES, probabilities, List.of(info.classValues().count()));
    input = examples.getName();
    output = probabilities.getName();
  }

  /**
   * Requires the checkpoint of a model with variables, as numloss exported them at first. Without
   * it TensorFlow loads the model, and fails only when it runs.
   */
  private void requireWeights() throws DataException {
    Path weights = folder.resolve("variables").resolve("variables.index");
    if (bundle.metaGraphDef().hasSaverDef() && !Files.exists(weights)) {
      throw new DataException(weights, "there is no such file; export the model again");
    }
  }

  /** Compares what model.json says with what the graph takes and gives, a row an example. */
  private void requireShape(String name, TensorInfo tensor, List<Integer> ofOne)
      throws DataException {
    List<Long> expected =
        Stream.concat(Stream.of(-1L), ofOne.stream().map(Integer::longValue)).toList();
    List<Long> found =
        tensor.getTensorShape().getDimList().stream().map(TensorShapeProto.Dim::getSize).toList();
    if (tensor.getDtype() != DataType.DT_FLOAT || !found.equals(expected)) {
      throw new DataException(
          folder,
          "its %s are %s %s, but model.json makes them %s %s; export it again"
              .formatted(name, tensor.getDtype(), found, DataType.DT_FLOAT, expected));
    }
  }

  /**
   * Loads a model.
   *
   * @param modelFolder its folder, of which the highest version is taken, or one version's folder
   * @param config the session's settings
   * @return the model
   * @throws DataException if there is no model, or it can't be loaded
   * @throws IOException if a file can't be read
   */
  public static LoadedModel open(Path modelFolder, ConfigProto config) throws IOException {
    Path version = newestVersion(modelFolder);
    Path infoFile = SavedModels.infoFile(version);
    if (!Files.exists(infoFile)) {
      throw new DataException(
          infoFile, "there is no such file; only models that numloss exported can be loaded");
    }
    ModelInfo info = Json.read(infoFile, ModelInfo.class).readIn(version);
    SavedModelBundle bundle;
    try {
      bundle = Sessions.load(version, config);
    } catch (TensorFlowException e) {
      throw new DataException(
          version, "TensorFlow can't load it (%s); export it again".formatted(firstLine(e)), e);
    }
    try {
      return new LoadedModel(version, info, bundle);
    } catch (DataException e) {
      bundle.close();
      throw e;
    }
  }

  static String firstLine(TensorFlowException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  static Path newestVersion(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new DataException(folder, "there is no such folder; name one that was exported to");
    }
    if (Files.exists(folder.resolve(GraphFile.NAME))) {
      return folder;
    }
    OptionalInt newest;
    try (Stream<Path> inside = Files.list(folder)) {
      newest =
          inside
              .filter(path -> Files.exists(path.resolve(GraphFile.NAME)))
              .mapToInt(SavedModels::version)
              .filter(number -> number > 0)
              .max();
    }
    if (newest.isEmpty()) {
      throw new DataException(
          folder,
          "no %s in it or in a folder named by a number under it; name a folder that was exported to"
              .formatted(GraphFile.NAME));
    }
    return folder.resolve(Integer.toString(newest.getAsInt()));
  }

  /**
   * Gives the folder of the version that was loaded.
   *
   * @return the folder
   */
  public Path folder() {
    return folder;
  }

  /**
   * Gives what the model is.
   *
   * @return its description
   */
  public ModelInfo info() {
    return info;
  }

  /**
   * Predicts examples.
   *
   * @param examples pictures or features of the model's shape
   * @return their probabilities
   * @throws IllegalArgumentException if they have another shape
   */
  public Predictions predict(Inputs examples) {
    Check.that(
        examples.shape().equals(info.input()),
        "examples of %s for a model that takes %s",
        examples.shape(),
        info.input());
    return InferenceGraph.predictInBatches(
        examples,
        info.classValues().count(),
        tensor -> bundle.session().runner().feed(input, tensor).fetch(output).run());
  }

  @Override
  public void close() {
    bundle.close();
  }
}
