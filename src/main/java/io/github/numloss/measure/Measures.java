package io.github.numloss.measure;

import static io.github.numloss.measure.Measure.Better.HIGHER;
import static io.github.numloss.measure.Measure.Better.LOWER;
import static io.github.numloss.measure.Measure.Unit.CLASS_VALUES;
import static io.github.numloss.measure.Measure.Unit.NONE;
import static io.github.numloss.measure.Measure.Unit.SHARE;
import static io.github.numloss.measure.Measure.ofAnswers;
import static io.github.numloss.measure.Measure.ofClasses;
import static io.github.numloss.measure.Measure.ofDistributions;

import java.util.List;
import java.util.Optional;

/** All measures by name. */
public final class Measures {
  private static final String MAE = "mean absolute error";

  /** The measures, in the order of files and tables. */
  public static final List<Measure> ALL =
      List.of(
          ofClasses("errorRate", "error rate", LOWER, SHARE, Errors::rate),
          ofClasses("withinOne", "within one class", HIGHER, SHARE, Errors::withinOne),
          ofAnswers("meanAbsoluteError", MAE, LOWER, CLASS_VALUES, Errors::mean),
          ofClasses(
              "meanAbsoluteErrorMisclassified",
              MAE + " of the misclassified",
              LOWER,
              CLASS_VALUES,
              Errors::meanOfMisclassified),
          ofAnswers(
              "rootMeanSquaredError",
              "root mean squared error",
              LOWER,
              CLASS_VALUES,
              Errors::rootMeanSquare),
          ofAnswers(
              "averageMeanAbsoluteError",
              MAE + ", mean of the classes",
              LOWER,
              CLASS_VALUES,
              Errors::meanOverClasses),
          ofAnswers(
              "maximumMeanAbsoluteError",
              MAE + " of the worst class",
              LOWER,
              CLASS_VALUES,
              Errors::worstClass),
          ofAnswers(
              "quadraticWeightedKappa",
              "quadratic weighted kappa",
              HIGHER,
              NONE,
              Agreement::quadraticWeightedKappa),
          ofClasses(
              "linearWeightedKappa",
              "linear weighted kappa",
              HIGHER,
              NONE,
              LinearWeightedKappa::of),
          ofAnswers("spearman", "Spearman's rank correlation", HIGHER, NONE, Agreement::spearman),
          ofAnswers("kendall", "Kendall's tau-b", HIGHER, NONE, Agreement::kendall),
          ofClasses(
              "leastSensitivity",
              "sensitivity of the worst class",
              HIGHER,
              SHARE,
              Sensitivity::least),
          ofClasses(
              "geometricMeanSensitivity",
              "geometric mean of the sensitivities",
              HIGHER,
              SHARE,
              Sensitivity::geometricMean),
          ofDistributions("logLoss", "log loss", LOWER, NONE, Scores::logLoss),
          ofDistributions(
              "crps", "continuous ranked probability score", LOWER, CLASS_VALUES, Scores::crps),
          ofDistributions("brier", "Brier score", LOWER, NONE, Scores::brier),
          ofDistributions(
              "expectedCalibrationError",
              "expected calibration error",
              LOWER,
              SHARE,
              Reliability::expectedCalibrationError),
          ofDistributions(
              "pitDistance", "distance of the PIT from uniformity", LOWER, NONE, Pit::distance),
          ofDistributions(
              "unimodalShare",
              "share of unimodal distributions",
              HIGHER,
              SHARE,
              Scores::unimodalShare));

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
