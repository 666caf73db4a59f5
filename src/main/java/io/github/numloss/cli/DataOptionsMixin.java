package io.github.numloss.cli;

import io.github.numloss.data.DataOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that say how data of one's own is read and divided. */
final class DataOptionsMixin {
  /** What may be said of several columns, which are then separated by commas. */
  private static final String IGNORE = "ignore";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--test-share",
      paramLabel = "SHARE",
      description =
          "The share of the examples to test on, of data that does not say itself which ones: another"
              + " one for each seed, with each class in proportion, and no group on both sides."
              + " Default: 0.2.")
  private @Nullable Double testShare;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description =
          "In place of a share: K parts, of which seed 1 tests on the first, seed 2 on the second and"
              + " so on; after seed K the examples are divided anew.")
  private @Nullable Integer folds;

  @Option(
      names = "--bins",
      paramLabel = "RULE",
      description =
          "Make classes of a continuous target, whose numbers are their means: width:5, quantile:10 or"
              + " list:0,10,20 (the edges).")
  private @Nullable String bins;

  @Option(
      names = "--column",
      paramLabel = "USE=NAME",
      description =
          "The column of a table that is the value, the weight, the split, the group or the picture,"
              + " or that is to be ignored, such as --column value=rating --column ignore=id; repeat"
              + " it for more.")
  private @Nullable List<String> columns;

  @Option(
      names = "--missing",
      paramLabel = "RULE",
      description =
          "What becomes of features that are missing: refuse, mean, median (of the training rows) or"
              + " a number. Default: refuse.")
  private @Nullable String missing;

  @Option(
      names = "--size",
      paramLabel = "HxW",
      description = "Rows and columns that pictures are brought to, such as 64x64.")
  private @Nullable String size;

  /** Gives what was said; null if nothing was. */
  @Nullable DataOptions toOptions() {
    DataOptions options =
        Usage.check(spec, () -> new DataOptions(testShare, folds, bins, uses(), missing, sizes()));
    return options.equals(DataOptions.NONE) ? null : options;
  }

  private @Nullable Map<String, String> uses() {
    if (columns == null) {
      return null;
    }
    Map<String, String> uses = new HashMap<>();
    for (String column : columns) {
      int sign = column.indexOf('=');
      if (sign < 1 || sign == column.length() - 1) {
        throw Usage.wrong(
            spec, "--column is '%s', expected such as value=rating".formatted(column));
      }
      String use = column.substring(0, sign);
      String name = column.substring(sign + 1);
      String before = uses.put(use, name);
      if (before != null) {
        if (!use.equals(IGNORE)) {
          throw Usage.wrong(
              spec,
              "--column gives %s twice, '%s' and '%s', expected one".formatted(use, before, name));
        }
        uses.put(use, before + "," + name);
      }
    }
    return uses;
  }

  private @Nullable List<Integer> sizes() {
    if (size == null) {
      return null;
    }
    if (!size.matches("[1-9][0-9]{0,4}x[1-9][0-9]{0,4}")) {
      throw Usage.wrong(spec, "--size is '%s', expected such as 64x64".formatted(size));
    }
    return Stream.of(size.split("x", -1)).map(Integer::valueOf).toList();
  }
}
