package io.github.numloss.measure;

import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.ClassDecoder;
import io.github.numloss.decode.Decoder;
import io.github.numloss.decode.Predictions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a decoder answered beside what was true: how many images of each class had each answer, and
 * how much they count.
 */
final class Answers {
  private final ClassValues classValues;
  private final @Nullable ConfusionMatrix confusion;
  private final double @Nullable [][] weights;
  private final boolean weighted;
  private final List<Cell> cells;
  private final double total;

  /**
   * Images of one class that had one answer, and count.
   *
   * @param trueClass their class
   * @param answer the answer, in class values
   * @param count how many images, at least 1
   * @param weight the sum of their weights, above 0; their number if all count the same
   * @param error the absolute error of the answer, in class values
   */
  record Cell(int trueClass, double answer, int count, double weight, double error) {}

  private Answers(
      ClassValues classValues,
      @Nullable ConfusionMatrix confusion,
      double @Nullable [][] weights,
      boolean weighted,
      List<Cell> cells) {
    this.classValues = classValues;
    this.confusion = confusion;
    this.weights = weights;
    this.weighted = weighted;
    this.cells = cells;
    total = cells.stream().mapToDouble(Cell::weight).sum();
  }

  /**
   * Takes answers that are classes, of images that count the same.
   *
   * @throws IllegalArgumentException if there are not as many class values as classes
   */
  static Answers of(ConfusionMatrix confusion, ClassValues classValues, AbsoluteErrors errors) {
    int[][] counts = confusion.counts();
    double[][] weights = new double[counts.length][counts.length];
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        weights[i][j] = counts[i][j];
      }
    }
    return of(confusion, weights, false, classValues, errors);
  }

  /** Takes answers that are classes, of images that count by their weights. */
  static Answers of(
      Predictions predictions,
      int[] labels,
      ClassDecoder decoder,
      ClassValues classValues,
      Weights weights,
      AbsoluteErrors errors) {
    ConfusionMatrix confusion = ConfusionMatrix.of(predictions, labels, decoder, classValues);
    if (!weights.areGiven()) {
      return of(confusion, classValues, errors);
    }
    double[][] sums = new double[predictions.classes()][predictions.classes()];
    for (int i = 0; i < labels.length; i++) {
      sums[labels[i]][decoder.decode(predictions, i, classValues)] += weights.of(i);
    }
    return of(confusion, sums, true, classValues, errors);
  }

  /**
   * Puts counts and weights together.
   *
   * @throws IllegalArgumentException if there are not as many class values as classes
   */
  private static Answers of(
      ConfusionMatrix confusion,
      double[][] weights,
      boolean weighted,
      ClassValues classValues,
      AbsoluteErrors errors) {
    int[][] counts = confusion.counts();
    Check.that(
        counts.length == classValues.count(),
        "%d class values for counts of %d classes",
        classValues.count(),
        counts.length);
    List<Cell> cells = new ArrayList<>();
    for (int answer = 0; answer < counts.length; answer++) {
      for (int trueClass = 0; trueClass < counts.length; trueClass++) {
        if (weights[trueClass][answer] > 0) {
          cells.add(
              new Cell(
                  trueClass,
                  classValues.at(answer),
                  counts[trueClass][answer],
                  weights[trueClass][answer],
                  errors.between(trueClass, answer)));
        }
      }
    }
    return new Answers(classValues, confusion, weights, weighted, cells);
  }

  /** Takes answers that are numbers between classes, an image a cell. */
  static Answers of(
      Predictions predictions,
      int[] labels,
      Decoder decoder,
      ClassValues classValues,
      Weights weights) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      if (weights.of(i) == 0) {
        continue;
      }
      int trueClass = labels[i];
      double answer = decoder.answer(predictions, i, classValues);
      double error = Math.abs(answer - classValues.at(trueClass));
      cells.add(new Cell(trueClass, answer, 1, weights.of(i), error));
    }
    cells.sort(Comparator.comparingDouble(Cell::answer).thenComparingInt(Cell::trueClass));
    return new Answers(classValues, null, null, weights.areGiven(), cells);
  }

  /** Tells whether the answers are classes, and not numbers between them. */
  boolean areClasses() {
    return confusion != null;
  }

  /** Gives the counts of answers that are classes. */
  Optional<ConfusionMatrix> confusion() {
    return Optional.ofNullable(confusion);
  }

  ClassValues classValues() {
    return classValues;
  }

  /** Gives the cells with images in them, by answer and then by class, ascending. */
  List<Cell> cells() {
    return cells;
  }

  /** Tells whether images count by weights that were given. */
  boolean areWeighted() {
    return weighted;
  }

  /** Gives the sums of the weights of answers that are classes, [true class][class answered]. */
  double[][] weights() {
    return Objects.requireNonNull(weights);
  }

  /** Gives the sum of all weights: the number of images if all count the same. */
  double total() {
    return total;
  }

  /** Gives the sum of the weights of wrong answers. */
  double misclassified() {
    return cells.stream().filter(cell -> cell.error() > 0).mapToDouble(Cell::weight).sum();
  }

  /** Gives the number of images that count, for measures that have no form with weights. */
  int images() {
    return cells.stream().mapToInt(Cell::count).sum();
  }
}
