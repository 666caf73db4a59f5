package io.github.numloss.report;

import io.github.numloss.statistics.ErrorStatistic;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * How a measure is named and its values are written.
 *
 * @param table the number of the paper's table
 * @param title a few words with the unit
 * @param shift the places by which values go to the left of the point: 2 for per cent
 * @param digits digits behind the point of what we measured
 */
record MeasureText(int table, String title, int shift, int digits) {
  static MeasureText of(ErrorStatistic measure) {
    return switch (measure) {
      case ERROR_RATE -> new MeasureText(1, "error rate, %", 2, 2);
      case MEAN_ABSOLUTE_ERROR -> new MeasureText(2, "mean absolute error of an image", 0, 4);
      case MEAN_ABSOLUTE_ERROR_MISCLASSIFIED ->
          new MeasureText(3, "mean absolute error of a misclassified image", 0, 3);
    };
  }

  /** Writes a mean and standard deviation that we measured; the latter may be null. */
  String ours(double mean, Double deviation) {
    String text = format("", mean);
    return deviation == null ? text : text + " ± " + format("", deviation);
  }

  /** Writes a mean and standard deviation with the digits that they were reported with. */
  String reported(BigDecimal mean, BigDecimal deviation) {
    return mean.movePointRight(shift).toPlainString()
        + " ± "
        + deviation.movePointRight(shift).toPlainString();
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
