package io.github.numloss.device;

import io.github.numloss.check.Check;
import java.util.Locale;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * What a graph runs on.
 *
 * @param device the device
 * @param precision the numbers that matrix products and convolutions compute with
 * @param threads CPU threads to use, at least 1; each computes an operation of its own
 */
public record Hardware(DeviceKind device, Precision precision, int threads) {
  /** So many parts a batch has even if that leaves few images to each. */
  private static final int USUAL_TOWERS = 4;

  /** With fewer, a part takes longer to hand out and to add up than it saves. */
  private static final int LEAST_IMAGES = 16;

  /** Where operations run. */
  public enum DeviceKind {
    /** The central processor. */
    CPU,
    /** The first GPU that TensorFlow sees. */
    GPU;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The numbers to compute with. */
  public enum Precision {
    /** 32-bit floating point throughout. */
    FLOAT32,
    /**
     * 16-bit brain floating point for matrix products and convolutions, chosen by TensorFlow's
     * rewriter; weights and optimizer stay in 32 bits. For the CPU alone: the rewriter for GPUs
     * takes float16, which has too small a range to train with as it is.
     */
    BFLOAT16;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks the number of threads, and that the device has the precision.
   *
   * @throws IllegalArgumentException if there is no thread, or it is bfloat16 on a GPU
   */
  public Hardware {
    Check.atLeast(1, "the number of threads", threads);
    Check.that(
        device != DeviceKind.GPU || precision != Precision.BFLOAT16,
        "bfloat16 is for the CPU alone; take --precision float32 or --device cpu");
  }

  /**
   * Gives this machine's CPU with all its cores, in 32 bits.
   *
   * @return the settings
   */
  public static Hardware cpu() {
    return new Hardware(
        DeviceKind.CPU, Precision.FLOAT32, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Says into how many parts a batch is split, which are computed side by side.
   *
   * @param batchSize images in a batch
   * @return one a thread on the CPU, but more than four only if each gets 16 images; one on a GPU
   */
  public int towers(int batchSize) {
    return Math.min(operationsAtATime(), Math.max(USUAL_TOWERS, batchSize / LEAST_IMAGES));
  }

  /**
   * Says how many operations are computed side by side.
   *
   * @return one a thread on the CPU; one on a GPU
   */
  public int operationsAtATime() {
    return device == DeviceKind.GPU ? 1 : threads;
  }

  /**
   * Gives the settings of a TensorFlow session, which {@link io.github.numloss.device.Sessions}
   * opens.
   *
   * @return its configuration
   */
  public ConfigProto sessionConfig() {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setInterOpParallelismThreads(operationsAtATime())
            // Else the trials of an experiment, side by side, would share their threads.
            .setUsePerSessionThreads(true)
            .setAllowSoftPlacement(true)
            .putDeviceCount("GPU", device == DeviceKind.GPU ? 1 : 0);
    config.getGpuOptionsBuilder().setAllowGrowth(true);
    if (precision == Precision.BFLOAT16) {
      RewriterConfig.Builder rewriter =
          RewriterConfig.newBuilder().setAutoMixedPrecisionOnednnBfloat16(RewriterConfig.Toggle.ON);
      config.setGraphOptions(GraphOptions.newBuilder().setRewriteOptions(rewriter));
    }
    return config.build();
  }
}
