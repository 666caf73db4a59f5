package io.github.numloss.predict;

import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.GraphOperation;
import org.tensorflow.Operand;
import org.tensorflow.RawTensor;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.FunctionDefLibrary;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TType;

/**
 * Puts constants in place of the variables of a loaded SavedModel, as far as an output needs them:
 * handles become the values, reading one passes it on, and functions that were given handles are
 * given values. What Python's convert_variables_to_constants_v2 does, without putting functions in
 * line.
 */
final class Freezing {
  private static final String HANDLE = "VarHandleOp";
  private static final String READ = "ReadVariableOp";
  private static final Set<String> CALLS = Set.of("PartitionedCall", "StatefulPartitionedCall");

  private final SavedModelBundle bundle;
  private final GraphDef graph;
  private final Map<String, FunctionDef> functions = new HashMap<>();
  private final Map<String, FunctionDef> changed = new LinkedHashMap<>();

  private Freezing(SavedModelBundle bundle) {
    this.bundle = bundle;
    this.graph = bundle.metaGraphDef().getGraphDef();
    for (FunctionDef function : graph.getLibrary().getFunctionList()) {
      functions.put(function.getSignature().getName(), function);
    }
  }

  /**
   * Freezes what an operation needs.
   *
   * @param output the operation's name
   * @return a graph without variables
   * @throws IllegalArgumentException if a variable is used otherwise than read
   */
  static GraphDef freeze(SavedModelBundle bundle, String output) {
    return new Freezing(bundle).freeze(output);
  }

  private GraphDef freeze(String output) {
    Map<String, DataType> values = new HashMap<>();
    List<NodeDef> needed = needed(output);
    GraphDef.Builder frozen = GraphDef.newBuilder().setVersions(graph.getVersions());
    for (NodeDef node : needed) {
      if (node.getOp().equals(HANDLE)) {
        DataType type = node.getAttrOrThrow("dtype").getType();
        values.put(node.getName(), type);
        frozen.addNode(constant(node, type));
      }
    }
    List<NodeDef> others = needed.stream().filter(node -> !node.getOp().equals(HANDLE)).toList();
    frozen.addAllNode(rewritten(others, values));
    return frozen
        .setLibrary(FunctionDefLibrary.newBuilder().addAllFunction(changed.values()))
        .build();
  }

  /** Finds the nodes that an output needs, in the order of the graph. */
  private List<NodeDef> needed(String output) {
    Map<String, NodeDef> byName = new HashMap<>();
    graph.getNodeList().forEach(node -> byName.put(node.getName(), node));
    Set<String> found = new LinkedHashSet<>(Set.of(output));
    Deque<String> waiting = new ArrayDeque<>(found);
    while (!waiting.isEmpty()) {
      NodeDef node = byName.get(waiting.remove());
      if (node == null) {
        continue;
      }
      for (String input : node.getInputList()) {
        String from = source(input);
        if (found.add(from)) {
          waiting.add(from);
        }
      }
    }
    return graph.getNodeList().stream().filter(node -> found.contains(node.getName())).toList();
  }

  /** Gives the node that an input comes from: "node", "node:1", "node:output:0" or "^node". */
  private static String source(String input) {
    String name = input.startsWith("^") ? input.substring(1) : input;
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  private NodeDef constant(NodeDef handle, DataType type) {
    AttrValue.Builder attribute = AttrValue.newBuilder().setType(type);
    return NodeDef.newBuilder()
        .setName(handle.getName())
        .setOp("Const")
        .putAttr("dtype", attribute.build())
        .putAttr("value", AttrValue.newBuilder().setTensor(value(handle, type)).build())
        .build();
  }

  private TensorProto value(NodeDef handle, DataType type) {
    if (type != DataType.DT_FLOAT) {
      throw new IllegalArgumentException(
          "its variable %s has numbers of the type %s, expected DT_FLOAT"
              .formatted(handle.getName(), type));
    }
    GraphOperation operation = bundle.graph().operation(handle.getName());
    Operand<TType> resource = operation.output(0);
    Operand<TFloat32> read = Ops.create(bundle.graph()).readVariableOp(resource, TFloat32.class);
    try (Result result = bundle.session().runner().fetch(read).run()) {
      RawTensor raw = result.get(0).asRawTensor();
      byte[] bytes = new byte[Math.toIntExact(raw.numBytes())];
      raw.data().read(bytes);
      TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
      for (long size : raw.shape().asArray()) {
        shape.addDim(TensorShapeProto.Dim.newBuilder().setSize(size));
      }
      return TensorProto.newBuilder()
          .setDtype(type)
          .setTensorShape(shape)
          .setTensorContent(ByteString.copyFrom(bytes))
          .build();
    }
  }

  /**
   * Rewrites nodes of which some take values where they took handles.
   *
   * @param values the types of what were handles, by the names of their nodes or arguments; those
   *     that nodes pass on are added
   */
  private List<NodeDef> rewritten(List<NodeDef> nodes, Map<String, DataType> values) {
    Set<String> reads = new HashSet<>();
    List<NodeDef> passed = new ArrayList<>();
    for (NodeDef node : nodes) {
      NodeDef.Builder changing = node.toBuilder();
      List<DataType> given = new ArrayList<>();
      boolean takesValue = false;
      for (String input : node.getInputList()) {
        DataType type = input.startsWith("^") ? null : values.get(source(input));
        given.add(type == null ? DataType.DT_INVALID : type);
        takesValue |= type != null;
      }
      if (CALLS.contains(node.getOp())) {
        call(changing, given);
      } else if (takesValue) {
        if (!node.getOp().equals(READ)) {
          throw new IllegalArgumentException(
              "its operation %s (%s) uses a variable in a way that can't be frozen"
                  .formatted(node.getName(), node.getOp()));
        }
        reads.add(node.getName());
        changing
            .setOp("Identity")
            .clearAttr()
            .putAttr("T", AttrValue.newBuilder().setType(given.get(0)).build());
      }
      passed.add(changing.build());
    }
    List<NodeDef> renamed = new ArrayList<>();
    for (NodeDef node : passed) {
      NodeDef.Builder changing = node.toBuilder();
      for (int i = 0; i < node.getInputCount(); i++) {
        changing.setInput(i, renamed(node.getInput(i), reads));
      }
      renamed.add(changing.build());
    }
    return renamed;
  }

  /** In functions, what was the output "value" of a reading is the "output" of an identity. */
  private static String renamed(String input, Set<String> reads) {
    return reads.contains(source(input)) ? input.replace(":value:", ":output:") : input;
  }

  private void call(NodeDef.Builder call, List<DataType> given) {
    String name = call.getAttrOrThrow("f").getFunc().getName();
    AttrValue.ListValue.Builder types = call.getAttrOrThrow("Tin").getList().toBuilder();
    for (int i = 0; i < types.getTypeCount(); i++) {
      if (given.get(i) != DataType.DT_INVALID) {
        types.setType(i, given.get(i));
      }
    }
    call.putAttr("Tin", AttrValue.newBuilder().setList(types).build());
    call.removeAttr("_collective_manager_ids");
    if (!changed.containsKey(name)) {
      FunctionDef function = functions.get(name);
      if (function == null) {
        throw new IllegalArgumentException("its function %s is missing".formatted(name));
      }
      changed.put(name, function);
      changed.put(name, taking(function, types.getTypeList()));
    }
  }

  private FunctionDef taking(FunctionDef function, List<DataType> types) {
    Map<String, DataType> values = new HashMap<>();
    OpDef.Builder signature = function.getSignature().toBuilder();
    for (int i = 0; i < signature.getInputArgCount(); i++) {
      OpDef.ArgDef.Builder argument = signature.getInputArgBuilder(i);
      if (argument.getType() == DataType.DT_RESOURCE && types.get(i) != DataType.DT_RESOURCE) {
        values.put(argument.getName(), types.get(i));
        argument.setType(types.get(i)).clearHandleData();
      }
    }
    Set<String> reads = new HashSet<>();
    for (NodeDef node : function.getNodeDefList()) {
      if (node.getOp().equals(READ)) {
        reads.add(node.getName());
      }
    }
    FunctionDef.Builder taking =
        function.toBuilder()
            .setSignature(signature)
            .clearNodeDef()
            .addAllNodeDef(rewritten(function.getNodeDefList(), values))
            .clearArgAttr()
            .clearResourceArgUniqueId()
            .removeAttr("_input_shapes");
    function.getRetMap().forEach((key, from) -> taking.putRet(key, renamed(from, reads)));
    return taking.build();
  }
}
