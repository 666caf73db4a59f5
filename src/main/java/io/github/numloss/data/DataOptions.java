package io.github.numloss.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.check.Check;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How data of one's own is read and divided, where its dataset.json does not say so, or otherwise.
 * What is null is as dataset.json says it.
 *
 * @param testShare the share of the examples to test on, above 0 and below 1, of data without test
 *     examples: another one for each seed, stratified by class, and by group if there are any
 * @param folds the number of parts, at least 2, of which each is tested on once: seed 1 tests on
 *     the first one, and after the last one all are divided anew; stratified and grouped in the
 *     same way
 * @param bins how a continuous target becomes classes: {@code width:5}, {@code quantile:10} or
 *     {@code list:0,10,20}, the edges between them
 * @param columns the columns of a table, by what they are: value, weight, split, group or picture;
 *     and those to ignore, separated by commas
 * @param missing what becomes of missing features: {@code refuse}, {@code mean}, {@code median} or
 *     a number; means and medians are those of the training rows
 * @param size rows and columns that pictures are brought to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DataOptions(
    @JsonSetter(nulls = Nulls.SET) @Nullable Double testShare,
    @JsonSetter(nulls = Nulls.SET) @Nullable Integer folds,
    @JsonSetter(nulls = Nulls.SET) @Nullable String bins,
    @JsonSetter(nulls = Nulls.SET) @Nullable Map<String, String> columns,
    @JsonSetter(nulls = Nulls.SET) @Nullable String missing,
    @JsonSetter(nulls = Nulls.SET) @Nullable List<Integer> size) {
  /** Nothing is said. */
  public static final DataOptions NONE = new DataOptions(null, null, null, null, null, null);

  /** What columns can be. */
  private static final List<String> COLUMNS =
      List.of("value", "weight", "split", "group", "picture", "ignore");

  /**
   * Checks what can be checked without the data.
   *
   * @throws IllegalArgumentException if a number is out of its range, there are both share and
   *     folds, or a column is something else
   */
  public DataOptions {
    Check.that(
        testShare == null || (testShare > 0 && testShare < 1),
        "the share of test examples is %s, expected a number above 0 and below 1",
        testShare);
    Check.that(folds == null || folds >= 2, "there are %s folds, expected at least 2", folds);
    Check.that(
        testShare == null || folds == null,
        "a share of test examples and folds can't both be asked for");
    if (columns != null) {
      columns = Map.copyOf(columns);
      for (String role : columns.keySet()) {
        Check.that(
            COLUMNS.contains(role), "a column is for '%s', expected one of %s", role, COLUMNS);
      }
    }
    if (size != null) {
      size = List.copyOf(size);
      Check.that(
          size.size() == 2 && size.get(0) >= 1 && size.get(1) >= 1,
          "the size of pictures is %s, expected rows and columns",
          size);
    }
  }

  /**
   * Gives the same without a division.
   *
   * @return a copy with neither share nor folds
   */
  public DataOptions undivided() {
    return new DataOptions(null, null, bins, columns, missing, size);
  }

  /**
   * Gives the same with a division into folds.
   *
   * @param otherFolds how many
   * @return a copy with them, and no share
   */
  public DataOptions divided(int otherFolds) {
    return new DataOptions(null, otherFolds, bins, columns, missing, size);
  }
}
