package io.github.numloss.report;

import io.github.numloss.measure.Criterion;
import io.github.numloss.measure.Measure;
import io.github.numloss.statistics.ErrorStatistic;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a measure is named and its values are written.
 *
 * @param title a few words with the unit
 * @param shift the places by which values go to the left of the point: 2 for per cent
 * @param digits digits behind the point of what we measured
 */
record MeasureText(String title, int shift, int digits) {
  private static final int DIGITS = 4;

  /** Names an error of the most probable classes as the paper does. */
  static MeasureText of(ErrorStatistic measure) {
    return switch (measure) {
      case ERROR_RATE -> new MeasureText("error rate, %", 2, 2);
      case MEAN_ABSOLUTE_ERROR -> new MeasureText("mean absolute error of an image", 0, DIGITS);
      case MEAN_ABSOLUTE_ERROR_MISCLASSIFIED ->
          new MeasureText("mean absolute error of a misclassified image", 0, 3);
    };
  }

  /** Names a measure and its decoder. */
  static MeasureText of(Criterion criterion) {
    boolean share = criterion.measure().unit() == Measure.Unit.SHARE;
    return new MeasureText(
        criterion.words() + (share ? ", %" : ""), share ? 2 : 0, share ? 2 : DIGITS);
  }

  /** Names an item of an experiment's family, without its decoder if argmax decodes for all. */
  static MeasureText of(ExperimentSummary summary, Criterion criterion) {
    return summary.criteria().stream().allMatch(Criterion::isOfArgmax)
        ? Stream.of(ErrorStatistic.values())
            .filter(error -> error.toString().equals(criterion.measure().name()))
            .findFirst()
            .map(MeasureText::of)
            .orElseGet(() -> of(criterion))
        : of(criterion);
  }

  /** Writes a mean and standard deviation that we measured; the latter may be null. */
  String ours(double mean, @Nullable Double deviation) {
    return (value(mean) + " " + spread(deviation)).strip();
  }

  /** Writes a standard deviation with its sign; nothing if there is none. */
  String spread(@Nullable Double deviation) {
    return deviation == null ? "" : "± " + format("", deviation);
  }

  /** Writes a mean and standard deviation with the digits that they were reported with. */
  String reported(BigDecimal mean, BigDecimal deviation) {
    return mean.movePointRight(shift).toPlainString()
        + " ± "
        + deviation.movePointRight(shift).toPlainString();
  }

  /** Writes a value. */
  String value(double value) {
    return format("", value).replace('-', '−');
  }

  /** Writes a difference with its sign. */
  String difference(double difference) {
    return format("+", difference).replace('-', '−');
  }

  /** Writes the ends of an interval of differences. */
  String interval(double low, double high) {
    return difference(low) + " … " + difference(high);
  }

  private String format(String flag, double value) {
    return String.format(Locale.ROOT, "%" + flag + "." + digits + "f", value * Math.pow(10, shift));
  }
}
