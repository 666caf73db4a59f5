package io.github.numloss.predict;

import io.github.numloss.data.Features;
import io.github.numloss.data.Images;
import io.github.numloss.data.InputShape;
import io.github.numloss.data.Inputs;
import io.github.numloss.device.Sessions;
import io.github.numloss.io.DataException;
import io.github.numloss.source.VectorCache;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Graph;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TUint8;

/**
 * A network from anybody that turns pictures into vectors, and does not learn: a SavedModel whose
 * signature takes pictures as numbers from 0 to 255. Its variables are constants here, so that a
 * graph may hold it beside a network that learns from its vectors. A SavedModel is a program: take
 * only those from people that you trust.
 */
public final class FrozenNetwork {
  /** What stands before the names of its operations in a graph that holds it. */
  private static final String PREFIX = "frozen";

  private static final String INPUT = PREFIX + "_input";

  private final Path folder;
  private final GraphDef graph;
  private final String input;
  private final DataType type;
  private final List<Long> sizes;
  private final String output;
  private final String sha256;

  private FrozenNetwork(
      Path folder,
      GraphDef graph,
      String input,
      DataType type,
      List<Long> sizes,
      String output,
      String sha256) {
    this.folder = folder;
    this.graph = graph;
    this.input = input;
    this.type = type;
    this.sizes = sizes;
    this.output = output;
    this.sha256 = sha256;
  }

  /**
   * Loads and freezes a network.
   *
   * @param modelFolder the folder of saved_model.pb, or one of versions of such folders
   * @param wanted the name of an output of its signature, or of an operation of its graph; null if
   *     the signature has one output
   * @param config the session's settings
   * @return the network
   * @throws DataException if there is no such model or output, or it can't be frozen
   * @throws IOException if a file can't be read
   */
  public static FrozenNetwork open(Path modelFolder, @Nullable String wanted, ConfigProto config)
      throws IOException {
    Path folder = LoadedModel.newestVersion(modelFolder);
    try (SavedModelBundle bundle = Sessions.load(folder, config)) {
      SignatureDef signature =
          bundle.metaGraphDef().getSignatureDefMap().get(ServingGraph.SIGNATURE);
      if (signature == null || signature.getInputsCount() != 1) {
        throw new DataException(
            folder,
            "found %s, expected a signature %s with one input, of pictures"
                .formatted(
                    signature == null
                        ? "the signatures " + bundle.metaGraphDef().getSignatureDefMap().keySet()
                        : "the inputs " + signature.getInputsMap().keySet(),
                    ServingGraph.SIGNATURE));
      }
      TensorInfo input = signature.getInputsMap().values().iterator().next();
      String output = output(folder, bundle, signature, wanted);
      return new FrozenNetwork(
          folder,
          Freezing.freeze(bundle, operation(output)),
          operation(input.getName()),
          input.getDtype(),
          input.getTensorShape().getDimList().stream().map(TensorShapeProto.Dim::getSize).toList(),
          output,
          hash(folder, output));
    } catch (TensorFlowException e) {
      throw new DataException(
          folder, "TensorFlow can't load it (%s)".formatted(LoadedModel.firstLine(e)), e);
    } catch (IllegalArgumentException e) {
      throw new DataException(folder, "%s; export it with constants".formatted(e.getMessage()), e);
    }
  }

  private static String output(
      Path folder, SavedModelBundle bundle, SignatureDef signature, @Nullable String wanted)
      throws DataException {
    Map<String, TensorInfo> outputs = new TreeMap<>(signature.getOutputsMap());
    if (wanted == null) {
      if (outputs.size() == 1) {
        return outputs.values().iterator().next().getName();
      }
      throw new DataException(
          folder,
          "it has the outputs %s, expected one; say which, or which operation of its graph, behind a"
                  .formatted(String.join(", ", outputs.keySet()))
              + " colon, such as FOLDER:%s".formatted(outputs.keySet().iterator().next()));
    }
    TensorInfo named = outputs.get(wanted);
    if (named != null) {
      return named.getName();
    }
    if (bundle.graph().operation(wanted) == null) {
      throw new DataException(
          folder,
          "it has no output and no operation '%s', expected one of %s, or an operation of its graph"
              .formatted(wanted, String.join(", ", outputs.keySet())));
    }
    return wanted + ":0";
  }

  private static String operation(String tensor) {
    return tensor.replaceFirst(":\\d+$", "");
  }

  private static int index(String tensor) {
    return Integer.parseInt(tensor.substring(tensor.lastIndexOf(':') + 1));
  }

  /** Hashes what the vectors follow from: the graph, the variables and the name of the output. */
  private static String hash(Path folder, String output) throws IOException {
    MessageDigest digest = sha256();
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files =
          found
              .filter(file -> file.endsWith(GraphFile.NAME) || isVariables(file))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    }
    for (Path file : files) {
      try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
        stream.transferTo(OutputStream.nullOutputStream());
      }
    }
    digest.update(output.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static boolean isVariables(Path file) {
    Path parent = file.getParent();
    return parent != null && parent.endsWith("variables");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * Gives the hash of what the vectors follow from.
   *
   * @return the SHA-256 of graph, variables and name of the output, in hexadecimal
   */
  public String hash() {
    return sha256;
  }

  /**
   * Gives the folder that was loaded.
   *
   * @return the folder of saved_model.pb
   */
  public Path folder() {
    return folder;
  }

  /**
   * Turns pictures into vectors, each different one once, or finds what this was before.
   *
   * @param sets the pictures that a training uses, all of one size
   * @param cache keeps the vectors
   * @param config the session's settings
   * @return the vectors of each set
   * @throws DataException if the network takes other pictures, or its vectors are not finite
   * @throws IOException if the cache can't be read
   */
  public List<Features> vectors(List<Images> sets, VectorCache cache, ConfigProto config)
      throws IOException {
    InputShape shape = sets.get(0).shape();
    requireFit(shape);
    return cache.vectors(
        HexFormat.of().parseHex(sha256), sets, images -> compute(images, shape, config));
  }

  private Features compute(Images images, InputShape shape, ConfigProto config) throws IOException {
    try (Graph whole = new Graph();
        Graph wired = new Graph()) {
      Ops tf = Ops.create(whole);
      Placeholder<TFloat32> pictures =
          tf.withName("images")
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(shape.batch(-1))));
      String vectors = addTo(whole, tf, pictures, shape).op().name();
      wired.importGraphDef(rewired(whole.toGraphDef()));
      try (Session session = Sessions.open(wired, config)) {
        InferenceGraph.BatchRunner runner =
            tensor -> session.runner().feed("images", tensor).fetch(vectors).run();
        int size = size(images, runner);
        float[] all = InferenceGraph.runInBatches(images, size, runner);
        Features features = new Features(images.count(), size, all);
        features.requireFinite();
        return features;
      }
    } catch (TensorFlowException e) {
      throw new DataException(
          folder,
          "it can't be run on pictures of %s (%s)".formatted(shape, LoadedModel.firstLine(e)),
          e);
    } catch (IllegalArgumentException e) {
      throw new DataException(
          folder, "it gives no vectors of numbers (%s)".formatted(e.getMessage()), e);
    }
  }

  /** Finds out how many numbers a vector has. */
  private static int size(Inputs images, InferenceGraph.BatchRunner runner) {
    try (TFloat32 one = InferenceGraph.tensor(images, 0, 1);
        Result result = runner.run(one)) {
      return Math.toIntExact(result.get(0).shape().get(1));
    }
  }

  private void requireFit(InputShape shape) throws DataException {
    if ((type != DataType.DT_FLOAT && type != DataType.DT_UINT8) || !fits(shape)) {
      throw new DataException(
          folder,
          String.format(
              Locale.ROOT,
              "it takes %s of %s, but the data has %s of numbers from 0 to 255; bring pictures to its"
                  + " size with --size, or take another network",
              type,
              sizes,
              shape.named()));
    }
  }

  private boolean fits(InputShape shape) {
    return switch (sizes.size()) {
      case 2 -> isOpenOr(1, shape.count());
      case 3 -> isOpenOr(1, shape.height()) && isOpenOr(2, shape.width()) && shape.channels() == 1;
      case 4 ->
          isOpenOr(1, shape.height())
              && isOpenOr(2, shape.width())
              && (isOpenOr(3, shape.channels()) || repeatsGrey(shape));
      default -> false;
    };
  }

  private boolean isOpenOr(int dimension, int size) {
    return sizes.get(dimension) < 0 || sizes.get(dimension) == size;
  }

  private boolean repeatsGrey(InputShape shape) {
    return shape.channels() == 1 && sizes.get(3) == 3;
  }

  /**
   * Adds the network to a graph, whose definition has to be {@link #rewired} at the end.
   *
   * @param pictures [B, …shape]: pixels 0 … 255
   * @return the vectors, float32 [B,D]
   */
  Operand<TFloat32> addTo(Graph target, Ops tf, Operand<TFloat32> pictures, InputShape shape) {
    Operand<TFloat32> shaped = pictures;
    if (sizes.size() == 2) {
      shaped = tf.reshape(pictures, tf.constant(new int[] {-1, shape.count()}));
    } else if (sizes.size() == 4 && shape.channels() == 1) {
      shaped = tf.expandDims(pictures, tf.constant(3));
      if (repeatsGrey(shape)) {
        shaped = tf.concat(List.of(shaped, shaped, shaped), tf.constant(3));
      }
    }
    if (type == DataType.DT_UINT8) {
      tf.withName(INPUT).dtypes.cast(shaped, TUint8.class);
    } else {
      tf.withName(INPUT).identity(shaped);
    }
    target.importGraphDef(graph, PREFIX);
    GraphOperation found =
        Objects.requireNonNull(target.operation(PREFIX + "/" + operation(output)));
    Operand<TFloat32> vectors = found.output(index(output));
    Operand<TInt32> flat =
        tf.concat(List.of(tf.shape.size(vectors, tf.constant(0)), tf.array(-1)), tf.constant(0));
    return tf.withName(PREFIX + "_vectors").reshape(vectors, flat);
  }

  /** Connects the network's input in the definition of a graph that it was added to. */
  GraphDef rewired(GraphDef definition) {
    String placeholder = PREFIX + "/" + input;
    GraphDef.Builder rewired = definition.toBuilder().clearNode();
    for (NodeDef node : definition.getNodeList()) {
      if (node.getName().equals(placeholder)) {
        continue;
      }
      NodeDef.Builder changing = node.toBuilder();
      for (int i = 0; i < node.getInputCount(); i++) {
        String from = node.getInput(i);
        if (from.equals(placeholder) || from.equals(placeholder + ":0")) {
          changing.setInput(i, INPUT);
        }
      }
      rewired.addNode(changing);
    }
    return rewired.build();
  }
}
