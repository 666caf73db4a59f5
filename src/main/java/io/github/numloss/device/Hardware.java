package io.github.numloss.device;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.check.Check;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.GraphOptions;
import org.tensorflow.proto.RewriterConfig;

/**
 * What a graph runs on.
 *
 * @param device the device
 * @param precision the numbers that matrix products and convolutions compute with
 * @param threads CPU threads to use, at least 1; each computes an operation of its own
 * @param compile whether a training's steps become programs of XLA, many steps each; not written if
 *     it is false, as in older files
 */
public record Hardware(
    DeviceKind device,
    Precision precision,
    int threads,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean compile) {
  /** So many parts a batch has even if that leaves few images to each. */
  private static final int USUAL_TOWERS = 4;

  /** With fewer, a part takes longer to hand out and to add up than it saves. */
  private static final int LEAST_IMAGES = 16;

  private static final int GPU_STEPS = 128;
  private static final int CPU_STEPS = 16;

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
   * @throws IllegalArgumentException if there is no thread, or it is bfloat16 on a GPU or compiled
   */
  public Hardware {
    Check.atLeast(1, "the number of threads", threads);
    Check.that(
        device != DeviceKind.GPU || precision != Precision.BFLOAT16,
        "bfloat16 is for the CPU alone; take --precision float32 or --device cpu");
    Check.that(
        !compile || precision == Precision.FLOAT32,
        "bfloat16 is not compiled by XLA; take --precision float32, or leave out --compile");
  }

  /**
   * Describes hardware that steps are not compiled for.
   *
   * @param device the device
   * @param precision the numbers that matrix products and convolutions compute with
   * @param threads CPU threads to use
   */
  public Hardware(DeviceKind device, Precision precision, int threads) {
    this(device, precision, threads, false);
  }

  /**
   * Reads a description; older files do not say whether steps are compiled.
   *
   * @param device the device
   * @param precision the numbers that matrix products and convolutions compute with
   * @param threads CPU threads to use
   * @param compile whether steps are compiled; null means no
   * @return the description
   */
  @JsonCreator
  static Hardware read(
      @JsonProperty("device") DeviceKind device,
      @JsonProperty("precision") Precision precision,
      @JsonProperty("threads") int threads,
      @JsonProperty("compile") @JsonSetter(nulls = Nulls.SET) @Nullable Boolean compile) {
    return new Hardware(device, precision, threads, compile != null && compile);
  }

  /**
   * Gives the same hardware with a training's steps compiled or not.
   *
   * @param whether whether they are
   * @return a copy with it
   */
  public Hardware compiling(boolean whether) {
    return new Hardware(device, precision, threads, whether);
  }

  /**
   * Gives the same hardware with another number of threads.
   *
   * @param count CPU threads to use
   * @return a copy with it
   */
  public Hardware withThreads(int count) {
    return new Hardware(device, precision, count, compile);
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
   * Says how many steps a compiled program has at most: between two a training can stop.
   *
   * @return as many as take a GPU a part of a second; on a CPU fewer
   */
  public int stepsOfProgram() {
    return device == DeviceKind.GPU ? GPU_STEPS : CPU_STEPS;
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
