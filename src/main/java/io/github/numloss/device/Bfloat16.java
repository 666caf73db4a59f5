package io.github.numloss.device;

import io.github.numloss.device.Hardware.DeviceKind;
import io.github.numloss.device.Hardware.Precision;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * Finds out whether TensorFlow's rewriter to bfloat16 does anything here: it says nothing if not.
 */
public final class Bfloat16 {
  /** A sentence without its full stop. */
  public static final String DOES_NOTHING =
      "bfloat16 changes nothing here, since TensorFlow computes with it on CPUs with AVX-512 alone and"
          + " by oneDNN; take --precision float32";

  /** One and a bit that bfloat16, with 8 of them, has no place for. */
  private static final float FINE = 1 + 0x1p-9f;

  /** What keeps oneDNN from instructions that the CPU has. */
  private static final List<String> LIMITS = List.of("ONEDNN_MAX_CPU_ISA", "DNNL_MAX_CPU_ISA");

  private static final boolean WORKS = !isLimited() && isRounded();

  private Bfloat16() {}

  /** Tells whether products are computed in bfloat16 where that is asked for. */
  public static boolean works() {
    return WORKS;
  }

  /** The rewriter looks at the CPU alone, and oneDNN would end the process. */
  private static boolean isLimited() {
    return LIMITS.stream()
        .map(System::getenv)
        .anyMatch(limit -> limit != null && limit.matches("(?i)SSE.*|AVX|AVX2.*"));
  }

  private static boolean isRounded() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> left = tf.placeholder(TFloat32.class);
      Placeholder<TFloat32> right = tf.placeholder(TFloat32.class);
      // The rewriter leaves small graphs alone, and what is fetched.
      Operand<TFloat32> product = tf.math.neg(tf.nn.relu(tf.linalg.matMul(left, right)));
      Hardware sixteen = new Hardware(DeviceKind.CPU, Precision.BFLOAT16, 1);
      try (Session session = Sessions.open(graph, sixteen.sessionConfig());
          TFloat32 fine = TFloat32.tensorOf(StdArrays.ndCopyOf(new float[][] {{FINE}}));
          TFloat32 one = TFloat32.tensorOf(StdArrays.ndCopyOf(new float[][] {{1}}));
          Result result = session.runner().feed(left, fine).feed(right, one).fetch(product).run()) {
        return ((TFloat32) result.get(0)).getFloat(0, 0) != -FINE;
      }
    }
  }
}
