package io.github.numloss.report;

import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.io.Json;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.measure.Criterion;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.report.Results.Group;
import io.github.numloss.statistics.ErrorStatistic;
import io.github.numloss.statistics.ReportedDifference;
import io.github.numloss.statistics.ReportedDifference.Mean;
import io.github.numloss.statistics.Summary;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the paper reports, in its tables 1 to 3.
 *
 * @param schemaVersion 1
 * @param source where the values are from
 * @param trials of how many trials each value is
 * @param values the values
 */
record PaperValues(int schemaVersion, String source, int trials, List<Value> values) {
  /** The paper's two methods. */
  enum Method {
    /** Cross-entropy alone. */
    BASELINE,
    /** Cross-entropy and numeric loss with the paper's α and β. */
    PROPOSED;

    /** Tells whether a plan's loss is this one, whatever its name. */
    boolean is(LossPlan plan) {
      return plan.loss().equals(this == BASELINE ? new CrossEntropy() : CombinedLoss.ofPaper());
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A value of a table.
   *
   * @param dataset the catalog's name of the data set that was learned
   * @param test that of the test images
   * @param model the model
   * @param method the method
   * @param measure the measure
   * @param mean the mean of the paper's trials; a share where the paper has per cent, with as many
   *     digits
   * @param standardDeviation their standard deviation
   */
  record Value(
      String dataset,
      String test,
      ModelSpec model,
      Method method,
      ErrorStatistic measure,
      BigDecimal mean,
      BigDecimal standardDeviation) {}

  /** Gives none, for trials that are not set up to be laid beside the paper's. */
  static PaperValues none() {
    return new PaperValues(1, "none", 1, List.of());
  }

  static PaperValues load() {
    return Json.readResource(PaperValues.class, "paper-values.json", PaperValues.class);
  }

  /**
   * Finds the value for a cell of our tables: of the same data, model and loss, not their names;
   * the paper decodes by argmax.
   */
  Optional<Mean> find(Group group, LossPlan loss, Criterion criterion) {
    return values.stream()
        .filter(
            value ->
                value.dataset().equals(group.pair().dataset())
                    && value.test().equals(group.pair().test())
                    && value.model().equals(group.model().model())
                    && value.method().is(loss)
                    && criterion.isOfArgmax()
                    && value.measure().toString().equals(criterion.measure().name()))
        .findFirst()
        .map(value -> new Mean(trials, value.mean(), value.standardDeviation()));
  }

  /**
   * Lays our differences beside the paper's.
   *
   * @return null if the losses are not those that the paper compares, or it has no such values
   */
  @Nullable ReportedDifference difference(
      Group group,
      LossPlan baseline,
      LossPlan proposed,
      Criterion criterion,
      @Nullable Summary ours) {
    Optional<Mean> before = find(group, baseline, criterion);
    Optional<Mean> after = find(group, proposed, criterion);
    boolean compared = Method.BASELINE.is(baseline) && Method.PROPOSED.is(proposed);
    return compared && before.isPresent() && after.isPresent()
        ? ReportedDifference.of(before.get(), after.get(), ours)
        : null;
  }
}
