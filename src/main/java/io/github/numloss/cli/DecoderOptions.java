package io.github.numloss.cli;

import io.github.numloss.classes.Costs;
import io.github.numloss.decode.Decoder;
import io.github.numloss.decode.Decoders;
import io.github.numloss.io.DataException;
import io.github.numloss.predict.ModelInfo;
import io.github.numloss.source.CostsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options that say how an answer is made of the probabilities. */
final class DecoderOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--decoder",
      paramLabel = "DECODER",
      converter = Converter.class,
      completionCandidates = Names.class,
      description =
          "How an answer is made of the probabilities: ${COMPLETION-CANDIDATES}. Default:"
              + " predict takes argmax, evaluate all that it can.")
  private @Nullable Decoder decoder;

  @Option(
      names = "--costs",
      paramLabel = "FILE",
      description =
          "What wrong answers cost, for least-cost: a CSV file with a row for each true class and a"
              + " column for each class answered; a row of names may stand above. Default: what the"
              + " dataset.json of the data said that the model learned.")
  private @Nullable Path costs;

  /** The names of all decoders. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Decoders.ALL.names().iterator();
    }
  }

  /** Finds a decoder by its name. */
  static final class Converter implements ITypeConverter<Decoder> {
    @Override
    public Decoder convert(String text) {
      try {
        return Decoders.ALL.parse(text.toLowerCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Checks, before a model is loaded, that the options go together. */
  void require() {
    if (decoder == null && costs != null) {
      throw Usage.wrong(spec, "--costs is for a decoder; name it with --decoder least-cost");
    }
    if (decoder != null && !decoder.lacksCosts() && costs != null) {
      throw Usage.wrong(
          spec,
          "--costs is not for --decoder %s; name --decoder least-cost"
              .formatted(Decoders.ALL.name(decoder)));
    }
  }

  /**
   * Gives the decoder that was named.
   *
   * @throws DataException if the costs can't be had, or are of other classes than the model's
   */
  Optional<Decoder> find(ModelInfo model) throws IOException {
    if (decoder == null || !decoder.lacksCosts()) {
      return Optional.ofNullable(decoder);
    }
    Costs known = costs(model);
    if (known == null) {
      throw Usage.wrong(
          spec,
          "--decoder %s needs to know what wrong answers cost; name a CSV file with --costs FILE"
              .formatted(Decoders.ALL.name(decoder)));
    }
    return Optional.of(decoder.with(known));
  }

  /**
   * Gives what wrong answers cost: by the file that was named, else as the data said that the model
   * learned; null if neither is there.
   *
   * @throws DataException if the file can't be had, or is of other classes than the model's
   */
  @Nullable Costs costs(ModelInfo model) throws IOException {
    if (costs == null) {
      return model.said().costs();
    }
    Costs read = CostsFile.read(costs);
    if (read.classes() != model.classValues().count()) {
      throw new DataException(
          costs,
          String.format(
              Locale.ROOT,
              "found costs of %d classes, expected those of the model's %d, which stand for %s",
              read.classes(),
              model.classValues().count(),
              model.classValues()));
    }
    return read;
  }
}
