package io.github.numloss.train;

import java.util.Locale;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * What a graph runs on.
 *
 * @param device the device
 * @param precision the numbers that matrix products and convolutions compute with
 * @param threads CPU threads to use, at least 1; how many of them one operation may use, TensorFlow
 *     settles for the whole process by the first session
 */
public record Hardware(DeviceKind device, Precision precision, int threads) {
  /** More would leave each of them too few images of a usual batch. */
  private static final int MOST_TOWERS = 4;

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
    if (threads < 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the number of threads is %d, expected at least 1", threads));
    }
    if (device == DeviceKind.GPU && precision == Precision.BFLOAT16) {
      throw new IllegalArgumentException(
          "bfloat16 is for the CPU alone; take --precision float32 or --device cpu");
    }
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
   * @return one a thread on the CPU, but not more than four; one on a GPU
   */
  public int towers() {
    return device == DeviceKind.GPU ? 1 : Math.min(threads, MOST_TOWERS);
  }

  /** Gives the threads of an operation where each part of a batch has its own. */
  static int threadsOfOperation(int threads) {
    int towers = Math.min(threads, MOST_TOWERS);
    return (threads + towers - 1) / towers;
  }

  /**
   * Gives the settings of a TensorFlow session.
   *
   * @return its configuration
   */
  public ConfigProto sessionConfig() {
    ConfigProto.Builder config =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(threadsOfOperation(threads))
            .setInterOpParallelismThreads(towers())
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
