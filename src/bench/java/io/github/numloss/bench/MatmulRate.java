package io.github.numloss.bench;

import io.github.numloss.device.Hardware;
import io.github.numloss.device.Hardware.Precision;
import io.github.numloss.device.Sessions;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Variable;
import org.tensorflow.types.TFloat32;

/**
 * How fast TensorFlow multiplies square matrices here: what training can come near to. Each thread
 * computes a product of its own.
 *
 * @param precision the numbers that it computed with
 * @param size rows and columns of each matrix
 * @param flopsPerSecond floating-point operations a second, 2 · size³ a product, of the fastest of
 *     five
 */
public record MatmulRate(Precision precision, int size, double flopsPerSecond) {
  private static final int REPETITIONS = 5;

  /** Measures the rate, after one product to warm up. */
  static MatmulRate measure(int size, Hardware hardware) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Shape shape = Shape.of(size, size);
      Variable<TFloat32> right = tf.variable(shape, TFloat32.class);
      List<Op> fill = new ArrayList<>(List.of(tf.assign(right, random(tf, size, 0))));
      List<Op> products = new ArrayList<>();
      for (int i = 1; i <= hardware.operationsAtATime(); i++) {
        Variable<TFloat32> left = tf.variable(shape, TFloat32.class);
        fill.add(tf.assign(left, random(tf, size, i)));
        // Into a variable: a product that nothing takes would be left out.
        Variable<TFloat32> product = tf.variable(shape, TFloat32.class);
        products.add(tf.assign(product, tf.linalg.matMul(left, right)));
      }
      Op filled = tf.withControlDependencies(fill).noOp();
      Op multiply = tf.withControlDependencies(products).noOp();
      try (Session session = Sessions.open(graph, hardware.sessionConfig())) {
        session.runner().addTarget(filled).run().close();
        session.runner().addTarget(multiply).run().close();
        double fastest = Double.MAX_VALUE;
        for (int i = 0; i < REPETITIONS; i++) {
          long start = System.nanoTime();
          session.runner().addTarget(multiply).run().close();
          fastest = Math.min(fastest, (System.nanoTime() - start) / 1e9);
        }
        double flops = products.size() * 2 * Math.pow(size, 3);
        return new MatmulRate(hardware.precision(), size, flops / fastest);
      }
    }
  }

  private static Operand<TFloat32> random(Ops tf, int size, long seed) {
    return tf.random.statelessRandomUniform(
        tf.constant(new int[] {size, size}), tf.constant(new long[] {seed, 0}));
  }
}
