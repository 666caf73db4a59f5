package io.github.numloss.predict;

import com.google.protobuf.CodedOutputStream;
import io.github.numloss.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.tensorflow.TensorFlow;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.MetaGraphDef.MetaInfoDef;
import org.tensorflow.proto.SavedModel;

/**
 * The saved_model.pb of a graph. The same graph gives the same bytes, which TensorFlow's own
 * exporter doesn't promise; it also writes a checkpoint, of variables that there are none of.
 */
final class GraphFile {
  static final String NAME = "saved_model.pb";

  private GraphFile() {}

  static void write(ServingGraph graph, Path folder) throws IOException {
    SavedModel model =
        SavedModel.newBuilder()
            .setSavedModelSchemaVersion(1)
            .addMetaGraphs(
                MetaGraphDef.newBuilder()
                    .setMetaInfoDef(
                        MetaInfoDef.newBuilder()
                            .addTags("serve")
                            .setTensorflowVersion(TensorFlow.version()))
                    .setGraphDef(graph.graph())
                    .putSignatureDef(ServingGraph.SIGNATURE, graph.signature()))
            .build();
    AtomicFiles.writeFile(
        folder.resolve(NAME),
        stream -> {
          CodedOutputStream coded = CodedOutputStream.newInstance(stream);
          coded.useDeterministicSerialization();
          model.writeTo(coded);
          coded.flush();
        });
  }
}
