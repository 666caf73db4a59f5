package io.github.numloss.device;

import java.nio.file.Path;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.AllocationRecord;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TInt32;

/**
 * Opens all of the program's sessions. The first session of a process, whoever opens it, settles
 * how many threads an operation has in every later one, and what an operation gives follows from
 * that in its last bits. So each of ours asks for one, and computes operations side by side
 * instead.
 */
public final class Sessions {
  private static final int BINS = 1024;

  private Sessions() {}

  /**
   * Opens a session.
   *
   * @param graph what it runs
   * @param config its settings, but for the threads of an operation
   * @return the session
   */
  public static Session open(Graph graph, ConfigProto config) {
    return new Session(graph, withOneThreadAnOperation(config));
  }

  /**
   * Loads a SavedModel with a session.
   *
   * @param folder the folder of saved_model.pb
   * @param config the session's settings, but for the threads of an operation
   * @return the model
   */
  public static SavedModelBundle load(Path folder, ConfigProto config) {
    return SavedModelBundle.loader(folder.toString())
        .withConfigProto(withOneThreadAnOperation(config))
        .load();
  }

  /**
   * Gives settings with which a session does not disturb the others of its process.
   *
   * @param config other settings
   * @return a copy with one thread an operation
   */
  public static ConfigProto withOneThreadAnOperation(ConfigProto config) {
    return config.toBuilder().setIntraOpParallelismThreads(1).build();
  }

  /**
   * Finds out how many threads an operation has in this process: one, unless somebody else opened a
   * session before.
   *
   * @return the number of threads
   */
  public static int threadsOfAnOperation() {
    return Pool.THREADS;
  }

  /** Is looked at once, since it stays as it is. */
  private static final class Pool {
    private static final String NAME = "bins";

    private static final ConfigProto CPU =
        ConfigProto.newBuilder()
            .setInterOpParallelismThreads(1)
            .setUsePerSessionThreads(true)
            .putDeviceCount("GPU", 0)
            .build();

    static final int THREADS = count();

    /**
     * Counts the threads by the memory that an operation takes: a Bincount has as many bins for
     * each thread of the pool, and for the one that calls it, as it gives at the end.
     */
    private static int count() {
      try (Graph graph = new Graph()) {
        Ops tf = Ops.create(graph);
        Placeholder<TInt32> values = tf.placeholder(TInt32.class);
        Operand<TInt32> bins =
            tf.withName(NAME).math.bincount(values, tf.constant(BINS), tf.constant(new int[0]));
        RunOptions traced =
            RunOptions.newBuilder().setTraceLevel(RunOptions.TraceLevel.FULL_TRACE).build();
        try (Session session = open(graph, CPU);
            TInt32 some = TInt32.vectorOf(0);
            Result result =
                session
                    .runner()
                    .feed(values, some)
                    .fetch(bins)
                    .setOptions(traced)
                    .runAndFetchMetadata()) {
          return Math.toIntExact(mostBytes(result) / (BINS * Integer.BYTES)) - 1;
        }
      }
    }

    /** Finds the largest piece of memory that the operation asked for. */
    private static long mostBytes(Result result) {
      return result.getMetadata().orElseThrow().getStepStats().getDevStatsList().stream()
          .flatMap(device -> device.getNodeStatsList().stream())
          .filter(node -> node.getNodeName().equals(NAME))
          .flatMap(node -> node.getMemoryList().stream())
          .flatMap(memory -> memory.getAllocationRecordsList().stream())
          .mapToLong(AllocationRecord::getAllocBytes)
          .max()
          .orElseThrow();
    }
  }
}
