package io.github.numloss.report;

import io.github.numloss.io.Json;
import io.github.numloss.model.Architecture;
import io.github.numloss.statistics.ErrorStatistic;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What the paper reports, in its tables 1 to 3.
 *
 * @param schemaVersion 1
 * @param source where the values are from
 * @param values the values
 */
record PaperValues(int schemaVersion, String source, List<Value> values) {
  /**
   * A value of a table.
   *
   * @param data the label of the pair of data sets
   * @param model the model
   * @param loss the name of the loss
   * @param measure the measure
   * @param mean the mean of the paper's trials; a share where the paper has per cent, with as many
   *     digits
   * @param standardDeviation their standard deviation
   */
  record Value(
      String data,
      Architecture model,
      String loss,
      ErrorStatistic measure,
      BigDecimal mean,
      BigDecimal standardDeviation) {}

  static PaperValues load() {
    return Json.readResource(PaperValues.class, "paper-values.json", PaperValues.class);
  }

  /** Finds the value for a cell of our tables. */
  Optional<Value> find(String data, Architecture model, String loss, ErrorStatistic measure) {
    return values.stream()
        .filter(
            value ->
                value.data().equals(data)
                    && value.model() == model
                    && value.loss().equals(loss)
                    && value.measure() == measure)
        .findFirst();
  }
}
