package io.github.numloss.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.device.Sessions;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Graph;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.framework.optimizers.Optimizer.GradAndVar;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * Compares each optimizer's way down the bowl Σ curvature · (weight − center)² / 2 with Keras in
 * float64, and with plain arithmetic:
 *
 * <pre>
 * adam:    m += (1 − 0.9)·(g − m);  v += (1 − 0.999)·(g² − v);
 *          w −= rate · √(1 − 0.999^t) / (1 − 0.9^t) · m / (√v + 1e-7)
 * rmsprop: v += (1 − 0.9)·(g² − v);  w −= rate · g / √(v + 1e-7)
 * sgd:     u = momentum·u + g;  w −= rate · u
 * </pre>
 *
 * TensorFlow and Keras 3 both put epsilon there. They differ for sgd when the rate changes: Keras
 * keeps rate · g in u.
 */
final class OptimizerTest {
  private static final float[] START = {1, -2, 0.5f, 3};
  private static final double[] CENTER = {0, 1, -0.25, 2};

  /** The last two gradients are so small that epsilon counts. */
  private static final double[] CURVATURE = {1, 0.25, 0x1p-22, 0x1p-12};

  static Stream<JsonNode> paths() throws IOException {
    try (InputStream stream = OptimizerTest.class.getResourceAsStream("optimizers.json")) {
      JsonNode root = new ObjectMapper().readTree(stream);
      return StreamSupport.stream(root.get("paths").spliterator(), false).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("paths")
  void goesTheWayOfKeras(JsonNode path) {
    Method method = Method.valueOf(path.get("name").asText().toUpperCase(Locale.ROOT));
    Double momentum = path.has("momentum") ? path.get("momentum").asDouble() : null;
    OptimizerConfig config =
        new OptimizerConfig(
            method, path.get("learningRate").asDouble(), Schedule.CONSTANT, momentum);
    double[][] expected = new double[path.get("weights").size()][START.length];
    for (int step = 0; step < expected.length; step++) {
      for (int i = 0; i < START.length; i++) {
        expected[step][i] = path.get("weights").get(step).get(i).asDouble();
      }
    }
    assertThat(expected).hasDimensions(8, 4);
    assertSame(descend(config, expected.length), expected);
  }

  @ParameterizedTest
  @EnumSource
  void followsItsFormulaWhileTheRateFalls(Method method) {
    OptimizerConfig config = new OptimizerConfig(method, 0.1, Schedule.LINEAR, null);
    assertSame(descend(config, 12), formula(method, 12));
  }

  private static double[][] formula(Method method, int steps) {
    double[][] path = new double[steps][START.length];
    for (int i = 0; i < START.length; i++) {
      double weight = START[i];
      double first = 0;
      double second = 0;
      for (int t = 1; t <= steps; t++) {
        double rate = 0.1 * (steps - t + 1) / steps;
        double gradient = CURVATURE[i] * (weight - CENTER[i]);
        switch (method) {
          case ADAM -> {
            first = 0.9 * first + 0.1 * gradient;
            second = 0.999 * second + 0.001 * gradient * gradient;
            double correction = Math.sqrt(1 - Math.pow(0.999, t)) / (1 - Math.pow(0.9, t));
            weight -= rate * correction * first / (Math.sqrt(second) + 1e-7);
          }
          case RMSPROP -> {
            second = 0.9 * second + 0.1 * gradient * gradient;
            weight -= rate * gradient / Math.sqrt(second + 1e-7);
          }
          case SGD -> {
            first = 0.9 * first + gradient;
            weight -= rate * first;
          }
        }
        path[t - 1][i] = weight;
      }
    }
    return path;
  }

  private static void assertSame(float[][] found, double[][] expected) {
    for (int step = 0; step < expected.length; step++) {
      for (int i = 0; i < START.length; i++) {
        double moved = Math.abs(expected[step][i] - START[i]);
        assertThat((double) found[step][i])
            .as("weight %d after step %d", i, step + 1)
            .isCloseTo(expected[step][i], within(1e-6 + 3e-5 * moved));
      }
    }
  }

  private static float[][] descend(OptimizerConfig config, int steps) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Variable<TFloat32> weights = tf.variable(Shape.of(START.length), TFloat32.class);
      Op start = tf.assign(weights, tf.constant(START));
      Placeholder<TFloat32> rate =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
      Output<TFloat32> gradient =
          tf.math
              .mul(
                  tf.constant(floats(CURVATURE)), tf.math.sub(weights, tf.constant(floats(CENTER))))
              .asOutput();
      Op update =
          config
              .build(graph, rate)
              .applyGradients(List.of(new GradAndVar<>(gradient, weights.asOutput())), "update");
      float[][] path = new float[steps][START.length];
      try (Session session = Sessions.open(graph, ConfigProto.getDefaultInstance())) {
        session.initialize();
        session.runner().addTarget(start).run().close();
        for (int step = 0; step < steps; step++) {
          try (TFloat32 fed = TFloat32.scalarOf((float) config.learningRate(step, steps))) {
            session.runner().feed(rate, fed).addTarget(update).run().close();
          }
          try (Result result = session.runner().fetch(weights).run()) {
            for (int i = 0; i < START.length; i++) {
              path[step][i] = ((TFloat32) result.get(0)).getFloat(i);
            }
          }
        }
      }
      return path;
    }
  }

  private static float[] floats(double[] doubles) {
    float[] floats = new float[doubles.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) doubles[i];
    }
    return floats;
  }
}
