package io.github.numloss.measure;

import static io.github.numloss.measure.Measure.Better.LOWER;
import static io.github.numloss.measure.Measure.Unit.CLASS_VALUES;
import static io.github.numloss.measure.Measure.Unit.NONE;
import static io.github.numloss.measure.Measure.Unit.SHARE;
import static io.github.numloss.measure.Measure.ofClasses;
import static io.github.numloss.measure.Measure.ofForecasts;
import static io.github.numloss.measure.Measure.ofNumbers;

import java.util.List;
import java.util.Optional;

/** All measures by name. */
public final class Measures {
  /** The measures, a line each, in the order of files and tables. */
  public static final List<Measure> ALL =
      List.of(
          ofClasses("errorRate", "error rate", LOWER, SHARE, Answers::errorRate),
          ofNumbers(
              "meanAbsoluteError", "mean absolute error", LOWER, CLASS_VALUES, Answers::meanError),
          ofClasses(
              "meanAbsoluteErrorMisclassified",
              "mean absolute error of the misclassified",
              LOWER,
              CLASS_VALUES,
              Answers::meanErrorOfWrong),
          ofForecasts("logLoss", "log loss", LOWER, NONE, Forecasts::logLoss));

  private Measures() {}

  /**
   * Finds a measure by its name.
   *
   * @param name a name
   * @return the measure, or nothing if there is none of that name
   */
  public static Optional<Measure> find(String name) {
    return ALL.stream().filter(measure -> measure.name().equals(name)).findFirst();
  }
}
