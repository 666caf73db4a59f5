package io.github.numloss.predict;

import io.github.numloss.data.InputShape;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.layer.Weight;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.VariableValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;

/**
 * A trained network and its head as other programs run them: pictures or features in, probabilities
 * and decoded classes out. It is what gets exported; whatever the head, its outputs are the same.
 *
 * <p>The weights are constants and all numbers float32, so that TensorFlow Lite, ONNX and
 * TensorFlow.js have every operation. Examples of another shape than the network's are refused.
 *
 * @param graph the operations, with the weights
 * @param signature the inputs and outputs
 */
public record ServingGraph(GraphDef graph, SignatureDef signature) {
  /** The name of the signature. */
  public static final String SIGNATURE = "serving_default";

  /** The name of pictures, float32 [B,H,W] or [B,H,W,C], pixels 0 … 255 as stored. */
  public static final String IMAGES = "images";

  /** The name of features, float32 [B,D], as they are in the data. */
  public static final String FEATURES = "features";

  /** The name of the first output, float32 [B,K]. */
  public static final String PROBABILITIES = "probabilities";

  /**
   * Builds the graph.
   *
   * @param classifier the network and its head
   * @param weights their weights by name
   * @return the graph
   * @throws IllegalArgumentException if a weight is missing or has another shape
   */
  public static ServingGraph of(Classifier classifier, Map<String, FloatArray> weights) {
    return of(classifier, weights, classifier.network().input(), null);
  }

  /**
   * Builds the graph of a frozen network with a classifier of its vectors behind it.
   *
   * @param classifier the network and its head
   * @param weights their weights by name
   * @param input the shape of an example
   * @param frozen turns examples into what the classifier takes; null if it takes examples
   * @return the graph
   * @throws IllegalArgumentException if a weight is missing or has another shape
   */
  static ServingGraph of(
      Classifier classifier,
      Map<String, FloatArray> weights,
      InputShape input,
      @Nullable FrozenNetwork frozen) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      String name = inputName(input);
      Operand<TFloat32> examples =
          tf.withName(name)
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(input.batch(-1))));
      Operand<TFloat32> checked = checked(tf, name, examples, input);
      Operand<TFloat32> learned =
          frozen == null ? checked : frozen.addTo(graph, tf, checked, input);
      Operand<TFloat32> probabilities =
          tf.withName(PROBABILITIES)
              .identity(
                  classifier
                      .distribution(tf, learned, constants(tf, classifier, weights))
                      .probabilities());
      DecodedOutputs decoded = new DecodedOutputs(tf, probabilities, classifier.classValues());
      SignatureDef signature =
          SignatureDef.newBuilder()
              .setMethodName("tensorflow/serving/predict")
              .putInputs(name, info(examples))
              .putOutputs(PROBABILITIES, info(probabilities))
              .putOutputs("classes", info(decoded.classes()))
              .putOutputs("value", info(decoded.value()))
              .putOutputs("median", info(decoded.median()))
              .putOutputs("mean", info(decoded.mean()))
              .putOutputs("expected", info(decoded.expected()))
              .build();
      GraphDef definition = graph.toGraphDef();
      return new ServingGraph(frozen == null ? definition : frozen.rewired(definition), signature);
    }
  }

  /**
   * Appends no image of the right shape, which fails unless the others have it: TensorFlow itself
   * lets a placeholder take any. EnsureShape, the operation for this, has no working counterpart in
   * TensorFlow.js 4.22. The message has the name, which says what to do.
   */
  private static Operand<TFloat32> checked(
      Ops tf, String name, Operand<TFloat32> examples, InputShape input) {
    Operand<TFloat32> none = tf.constant(Shape.of(input.batch(0)), DataBuffers.of(new float[0]));
    String sizes = input.sizes().stream().map(String::valueOf).collect(Collectors.joining("_"));
    return tf.withName(name + "_must_have_shape_N_" + sizes)
        .concat(List.of(examples, none), tf.constant(0));
  }

  /**
   * Gives the name of the input.
   *
   * @param input the shape of an example
   * @return images or features
   */
  public static String inputName(InputShape input) {
    return input.isPicture() ? IMAGES : FEATURES;
  }

  private static Map<String, Operand<TFloat32>> constants(
      Ops tf, Classifier classifier, Map<String, FloatArray> weights) {
    Map<String, Operand<TFloat32>> constants = new HashMap<>();
    for (Weight weight : classifier.weights()) {
      String name = weight.name();
      try (TFloat32 value = VariableValues.tensor(name, weight.shape(), weights.get(name))) {
        constants.put(name, tf.withName(name).constantOf(value));
      }
    }
    return constants;
  }

  private static TensorInfo info(Operand<?> tensor) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (long size : tensor.shape().asArray()) {
      shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
    }
    return TensorInfo.newBuilder()
        .setName(tensor.op().name() + ":" + tensor.asOutput().index())
        .setDtype(tensor.asOutput().dataType())
        .setTensorShape(shape)
        .build();
  }
}
