package io.github.numloss.model;

import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Features;
import io.github.numloss.data.InputShape;
import io.github.numloss.data.Inputs;
import io.github.numloss.head.Distribution;
import io.github.numloss.head.Head;
import io.github.numloss.head.HeadInputs;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.layer.Standardize;
import io.github.numloss.layer.Weight;
import io.github.numloss.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A network with a head on it: examples in, probabilities of classes out.
 *
 * @param network gives the outputs
 * @param head makes probabilities of them
 * @param classValues the number that each of the K classes stands for
 */
public record Classifier(Network network, Head head, ClassValues classValues) {
  /**
   * Checks that the network has as many outputs as the head takes.
   *
   * @throws IllegalArgumentException if it has not
   */
  public Classifier {
    int expected = head.outputs(classValues.count());
    Check.that(
        network.outputs() == expected,
        "the network has %d outputs, but the head takes %d",
        network.outputs(),
        expected);
  }

  /**
   * Puts a model together with a head.
   *
   * @param model the model
   * @param head the head
   * @param input the shape of an example
   * @param classValues the number that each of the K classes stands for
   * @return the classifier
   * @throws IllegalArgumentException if the model can't take such examples
   */
  public static Classifier of(
      ModelSpec model, Head head, InputShape input, ClassValues classValues) {
    return new Classifier(
        Network.of(model, input, head.outputs(classValues.count())), head, classValues);
  }

  /**
   * Gives all weights, those of the network before those of the head.
   *
   * @return the weights under their full names
   */
  public List<Weight> weights() {
    List<Weight> weights = new ArrayList<>(network.weights());
    weights.addAll(headWeights());
    return weights;
  }

  /**
   * Gives the head's weights.
   *
   * @return the weights under their full names, such as "head.thresholds"
   */
  public List<Weight> headWeights() {
    return head.weights(classValues.count()).stream().map(weight -> weight.of("head")).toList();
  }

  /**
   * Gives the number of parameters.
   *
   * @return how many numbers are learned
   */
  public long parameterCount() {
    return weights().stream()
        .filter(Weight::trained)
        .mapToLong(weight -> weight.shape().size())
        .sum();
  }

  /**
   * Draws the first values of all weights.
   *
   * @param seed the trial's seed
   * @return the values by the weights' names, which follow from the seed and the name alone
   */
  public Map<String, FloatArray> initialValues(long seed) {
    Map<String, FloatArray> values = new LinkedHashMap<>();
    for (Weight weight : weights()) {
      RandomStream random = RandomStream.of(seed, "weights/" + weight.name(), 0);
      Shape shape = weight.shape();
      values.put(
          weight.name(),
          new FloatArray(
              Arrays.stream(shape.asArray()).mapToInt(Math::toIntExact).toArray(),
              weight.initializer().values(shape, random)));
    }
    return values;
  }

  /**
   * Gives the first values of the weights that follow from the examples to learn: mean and
   * deviation of features.
   *
   * @param learned the examples to learn
   * @return the values by the weights' names; none of pictures
   */
  public Map<String, FloatArray> valuesOf(Inputs learned) {
    Map<String, FloatArray> values = new LinkedHashMap<>();
    if (learned instanceof Features features) {
      String name = network.layers().get(0).name();
      int[] shape = {features.size()};
      values.put(name + "." + Standardize.MEAN, new FloatArray(shape, features.means()));
      values.put(name + "." + Standardize.DEVIATION, new FloatArray(shape, features.deviations()));
    }
    return values;
  }

  /**
   * Gives what the head makes probabilities of.
   *
   * @param outputs [B,O], what the network gives
   * @param weights the weights by their full names
   * @return these, with the head's own weights
   */
  public HeadInputs headInputs(
      Operand<TFloat32> outputs, Map<String, ? extends Operand<TFloat32>> weights) {
    List<? extends Operand<TFloat32>> own =
        headWeights().stream().map(weight -> weights.get(weight.name())).toList();
    return new HeadInputs(outputs, own, classValues);
  }

  /**
   * Adds the classifier to a graph, to predict with it.
   *
   * @param tf builds the operations
   * @param examples [B, …input]: pixels 0 … 255, or features
   * @param weights the weights by their full names
   * @return the probabilities
   */
  public Distribution distribution(
      Ops tf, Operand<TFloat32> examples, Map<String, ? extends Operand<TFloat32>> weights) {
    return head.distribution(tf, headInputs(network.outputs(tf, examples, weights), weights));
  }
}
