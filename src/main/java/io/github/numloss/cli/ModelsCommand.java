package io.github.numloss.cli;

import io.github.numloss.data.InputShape;
import io.github.numloss.head.Softmax;
import io.github.numloss.io.Json;
import io.github.numloss.layer.Layer;
import io.github.numloss.layer.Layers;
import io.github.numloss.model.ModelFile;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Models;
import io.github.numloss.model.NetworkDescription;
import io.github.numloss.registry.Registry.Member;
import io.github.numloss.report.ArchitectureDiagram;
import io.github.numloss.report.ArchitectureDiagram.NetworkSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints models. */
@Command(
    name = "models",
    description = {
      "Prints the networks layer by layer, with output shapes and parameter counts.",
      "A model is a list of layers; the last one, which gives the outputs, is added to it. How to"
          + " write one is in src/docs/models.md."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ModelsCommand implements Callable<Integer> {
  /** As many as data may have. */
  private static final int MOST_CLASSES = 1000;

  @Spec private CommandSpec spec;
  @Mixin private JsonOption json;

  @Parameters(
      arity = "0..*",
      paramLabel = "MODEL",
      description =
          "Which ones: dnn, cnn, rnn, wide, mlp, or model files that end in .json. Default: the"
              + " built-in ones.")
  private List<String> names = List.of();

  @Option(
      names = "--image-size",
      paramLabel = "SIZE",
      defaultValue = "28x28",
      description =
          "Height and width of the images, such as 28x28, with x3 behind it for colour; or the number"
              + " of features. Default: 28x28.")
  private String imageSize;

  @Option(
      names = "--classes",
      paramLabel = "K",
      defaultValue = "10",
      description = "The number of classes, 2 to 1000. Default: 10.")
  private int classes;

  @Option(
      names = "--layers",
      description = "List the layers that a model file may have, as they are written in it.")
  private boolean layers;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Draw the networks side by side as well, as an SVG file.")
  private @Nullable Path svg;

  /** All of it as JSON. */
  private record Listing(int schemaVersion, List<NetworkDescription> models) {}

  @Override
  public Integer call() throws IOException {
    if (layers) {
      for (Member<Layer> member : Layers.ALL.members()) {
        spec.commandLine()
            .getOut()
            .printf("%-58s  %s%n", Json.line(member.standard()), member.summary());
      }
      return ExitCode.DONE;
    }
    if (svg != null) {
      Usage.requireEnding(spec, "--svg", svg, ".svg");
    }
    List<NetworkSpec> networks = networks();
    List<NetworkDescription> described =
        Usage.check(spec, () -> networks.stream().map(ModelsCommand::describe).toList());
    if (svg != null) {
      ArchitectureDiagram.writeSvg(svg, networks);
    }
    PrintWriter out = spec.commandLine().getOut();
    json.write(out, new Listing(1, described));
    if (!json.inPlaceOfText()) {
      described.forEach(model -> print(out, model));
    }
    return ExitCode.DONE;
  }

  private List<ModelSpec> models() throws IOException {
    if (names.isEmpty()) {
      return Models.builtIn().stream().map(ModelFile::spec).toList();
    }
    List<ModelSpec> models = new ArrayList<>();
    for (String name : names) {
      models.add(ModelName.find(spec, "MODEL", name, Models::find).spec());
    }
    return models;
  }

  /** Gives what settles each network. */
  private List<NetworkSpec> networks() throws IOException {
    if (!imageSize.matches("[1-9][0-9]{0,4}(x[1-9][0-9]{0,4}){0,2}")) {
      throw Usage.wrong(
          spec,
          "--image-size is '%s', expected two sizes such as 28x28, three such as 64x64x3 of colour, or"
                  .formatted(imageSize)
              + " one number of features");
    }
    if (classes < 2 || classes > MOST_CLASSES) {
      throw Usage.wrong(
          spec,
          String.format(Locale.ROOT, "--classes is %d, expected 2 to %d", classes, MOST_CLASSES));
    }
    List<Integer> sizes = Stream.of(imageSize.split("x", -1)).map(Integer::valueOf).toList();
    InputShape input = Usage.check(spec, () -> new InputShape(sizes));
    return models().stream()
        .map(model -> new NetworkSpec(model.name(), model, input, classes, new Softmax()))
        .toList();
  }

  private static NetworkDescription describe(NetworkSpec network) {
    return NetworkDescription.of(network.name(), network.network());
  }

  private void print(PrintWriter out, NetworkDescription model) {
    String format = "  %-12s %-26s %-14s %,12d%n";
    out.printf(Locale.ROOT, "%s for %s and %d classes%n", model.name(), described(), classes);
    out.printf("  %-12s %-26s %-14s %12s%n", "layer", "", "output", "parameters");
    for (NetworkDescription.Row row : model.layers()) {
      out.printf(
          Locale.ROOT,
          format,
          row.name(),
          row.description(),
          shape(row.outputShape()),
          row.parameterCount());
    }
    out.printf(Locale.ROOT, format, "", "", "", model.parameterCount());
    out.println();
  }

  private String described() {
    return imageSize.contains("x") ? imageSize + " images" : imageSize + " features";
  }

  private static String shape(long[] sizes) {
    return LongStream.of(sizes).mapToObj(Long::toString).collect(Collectors.joining(" x "));
  }
}
