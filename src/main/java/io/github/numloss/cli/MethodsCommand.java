package io.github.numloss.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.numloss.augment.Augmentations;
import io.github.numloss.decode.Decoders;
import io.github.numloss.head.Heads;
import io.github.numloss.loss.Losses;
import io.github.numloss.measure.Measures;
import io.github.numloss.registry.Registry;
import io.github.numloss.registry.Registry.Member;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what may be trained, decoded and measured with. */
@Command(
    name = "methods",
    description = {
      "Prints the losses, heads, decoders, measures and augmentations, with their parameters and what these are"
          + " unless you say otherwise.",
      "A parameter without a value has none for the other values shown here."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class MethodsCommand implements Callable<Integer> {
  private static final String INDENT = " ".repeat(4);

  @Spec private CommandSpec spec;
  @Mixin private JsonOption json;

  /**
   * One of them.
   *
   * @param parameters their values by name; null where it has none
   */
  private record Method(String name, String summary, Map<String, JsonNode> parameters) {}

  /** A measure. */
  private record MeasureLine(String name, String summary, String better) {}

  /** All of it as JSON. */
  private record Listing(
      int schemaVersion,
      List<Method> losses,
      List<Method> heads,
      List<Method> decoders,
      List<MeasureLine> measures,
      List<Method> augmentations) {}

  @Override
  public Integer call() throws IOException {
    Listing listing =
        new Listing(
            1,
            methods(Losses.ALL),
            methods(Heads.ALL),
            methods(Decoders.ALL),
            Measures.ALL.stream()
                .map(
                    measure ->
                        new MeasureLine(
                            measure.name(),
                            measure.words(),
                            measure.better().name().toLowerCase(Locale.ROOT)))
                .toList(),
            methods(Augmentations.ALL));
    PrintWriter out = spec.commandLine().getOut();
    json.write(out, listing);
    if (!json.inPlaceOfText()) {
      print(out, "losses: --loss NAME:PARAMETER=VALUE,…, or a head's name", listing.losses());
      print(out, "heads: --head NAME:PARAMETER=VALUE,…", listing.heads());
      print(out, "decoders: --decoder NAME", listing.decoders());
      out.println("measures");
      for (MeasureLine measure : listing.measures()) {
        out.printf("  %s: %s; %s is better%n", measure.name(), measure.summary(), measure.better());
      }
      out.println();
      print(out, "augmentations: --augment NAME:PARAMETER=VALUE,…", listing.augmentations());
    }
    return ExitCode.DONE;
  }

  private static <T> List<Method> methods(Registry<T> registry) {
    return registry.members().stream().map(member -> method(registry, member)).toList();
  }

  private static <T> Method method(Registry<T> registry, Member<T> member) {
    return new Method(member.name(), member.summary(), registry.parameters(member.standard()));
  }

  private static void print(PrintWriter out, String heading, List<Method> methods) {
    out.println(heading);
    for (Method method : methods) {
      out.printf("  %s: %s%n", method.name(), method.summary());
      if (!method.parameters().isEmpty()) {
        out.println(
            INDENT
                + method.parameters().entrySet().stream()
                    .map(MethodsCommand::setting)
                    .collect(Collectors.joining(", ")));
      }
    }
    out.println();
  }

  private static String setting(Map.Entry<String, JsonNode> parameter) {
    return parameter.getValue().isNull()
        ? parameter.getKey()
        : parameter.getKey() + "=" + Registry.plain(parameter.getValue());
  }
}
