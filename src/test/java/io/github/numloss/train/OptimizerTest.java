package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.train.OptimizerConfig.Method;
import io.github.numloss.train.OptimizerConfig.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Output;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.framework.optimizers.Optimizer.GradAndVar;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/** Follows each optimizer on (w − 3)² from w = 1, with a learning rate that falls. */
final class OptimizerTest {
  private static final int STEPS = 40;
  private static final double RATE = 0.05;

  private static OptimizerConfig config(Method method, Double momentum) {
    return new OptimizerConfig(method, RATE, Schedule.LINEAR, momentum);
  }

  private static double run(OptimizerConfig config) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Variable<TFloat32> weight = tf.withName("w").variable(Shape.scalar(), TFloat32.class);
      tf.withInitScope().assign(weight, tf.withInitScope().constant(1f));
      Operand<TFloat32> loss = tf.math.square(tf.math.sub(weight, tf.constant(3f)));
      Output<?>[] gradient =
          graph.addGradients(loss.asOutput(), new Output<?>[] {weight.asOutput()});
      Placeholder<TFloat32> rate =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
      Op update =
          config
              .build(graph, rate)
              .applyGradients(
                  List.of(new GradAndVar<>(gradient[0].expect(TFloat32.class), weight.asOutput())),
                  "update");
      try (Session session = new Session(graph)) {
        session.initialize();
        for (int step = 0; step < STEPS; step++) {
          try (TFloat32 value = TFloat32.scalarOf((float) config.learningRate(step, STEPS))) {
            session.runner().feed(rate, value).addTarget(update).run().close();
          }
        }
        try (Result result = session.runner().fetch(weight).run()) {
          return ((TFloat32) result.get(0)).getFloat();
        }
      }
    }
  }

  private static double rate(int step) {
    return RATE * (STEPS - step) / STEPS;
  }

  private static double gradient(double weight) {
    return 2 * (weight - 3);
  }

  @Test
  void adamFollowsAlgorithm1OfKingmaAndBa() {
    double weight = 1;
    double m = 0;
    double v = 0;
    for (int step = 0; step < STEPS; step++) {
      double gradient = gradient(weight);
      m = 0.9 * m + 0.1 * gradient;
      v = 0.999 * v + 0.001 * gradient * gradient;
      double corrected = Math.sqrt(1 - Math.pow(0.999, step + 1)) / (1 - Math.pow(0.9, step + 1));
      weight -= rate(step) * corrected * m / (Math.sqrt(v) + 1e-7);
    }
    assertThat(run(config(Method.ADAM, null))).isCloseTo(weight, within(1e-5));
  }

  @Test
  void rmsPropDividesByTheRootOfTheRunningMeanSquare() {
    double weight = 1;
    double meanSquare = 0;
    for (int step = 0; step < STEPS; step++) {
      double gradient = gradient(weight);
      meanSquare = 0.9 * meanSquare + 0.1 * gradient * gradient;
      weight -= rate(step) * gradient / Math.sqrt(meanSquare + 1e-7);
    }
    assertThat(run(config(Method.RMSPROP, null))).isCloseTo(weight, within(1e-5));
  }

  @Test
  void momentumKeepsAShareOfTheLastStep() {
    double weight = 1;
    double velocity = 0;
    for (int step = 0; step < STEPS; step++) {
      velocity = 0.7 * velocity + gradient(weight);
      weight -= rate(step) * velocity;
    }
    assertThat(run(config(Method.SGD, 0.7))).isCloseTo(weight, within(1e-5));
  }

  @Test
  void aLinearScheduleFallsTowardsZeroAndAConstantOneStays() {
    OptimizerConfig linear = config(Method.ADAM, null);
    assertThat(linear.learningRate(0, 4)).isEqualTo(RATE);
    assertThat(linear.learningRate(3, 4)).isCloseTo(RATE / 4, within(1e-12));
    OptimizerConfig constant = new OptimizerConfig(Method.ADAM, RATE, Schedule.CONSTANT, null);
    assertThat(constant.learningRate(3, 4)).isEqualTo(RATE);
  }

  @Test
  void refusesWhatIsOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptimizerConfig(Method.ADAM, 0, Schedule.LINEAR, null))
        .withMessage("the learning rate is 0.0, expected a finite number above 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptimizerConfig(Method.ADAM, Double.NaN, Schedule.LINEAR, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptimizerConfig(Method.SGD, 0.1, Schedule.LINEAR, 1.0))
        .withMessage("momentum is 1.0, expected a number of at least 0 and below 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OptimizerConfig(Method.ADAM, 0.1, Schedule.LINEAR, 0.5))
        .withMessage("momentum is for the optimizer sgd, not for adam");
  }
}
