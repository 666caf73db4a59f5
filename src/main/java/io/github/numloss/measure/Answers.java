package io.github.numloss.measure;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.decode.Decoder;
import io.github.numloss.decode.Predictions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a decoder answered beside what was true: how many images of each class had each answer. */
final class Answers {
  private final ClassValues classValues;
  private final ConfusionMatrix confusion;
  private final List<Cell> cells;
  private final int images;

  /**
   * Images of one class that had one answer.
   *
   * @param trueClass their class
   * @param answer the answer, in class values
   * @param count how many images, at least 1
   * @param error the absolute error of the answer, in class values
   */
  record Cell(int trueClass, double answer, int count, double error) {}

  private Answers(ClassValues classValues, ConfusionMatrix confusion, List<Cell> cells) {
    this.classValues = classValues;
    this.confusion = confusion;
    this.cells = cells;
    images = cells.stream().mapToInt(Cell::count).sum();
  }

  /**
   * Takes answers that are classes.
   *
   * @throws IllegalArgumentException if there are not as many class values as classes
   */
  static Answers of(ConfusionMatrix confusion, ClassValues classValues, AbsoluteErrors errors) {
    int[][] counts = confusion.counts();
    if (counts.length != classValues.count()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d class values for counts of %d classes",
              classValues.count(),
              counts.length));
    }
    List<Cell> cells = new ArrayList<>();
    for (int answer = 0; answer < counts.length; answer++) {
      for (int trueClass = 0; trueClass < counts.length; trueClass++) {
        if (counts[trueClass][answer] > 0) {
          cells.add(
              new Cell(
                  trueClass,
                  classValues.at(answer),
                  counts[trueClass][answer],
                  errors.between(trueClass, answer)));
        }
      }
    }
    return new Answers(classValues, confusion, cells);
  }

  /** Takes answers that are numbers between classes, an image a cell. */
  static Answers of(
      Predictions predictions, int[] labels, Decoder decoder, ClassValues classValues) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      int trueClass = labels[i];
      double answer = decoder.answer(predictions, i, classValues);
      cells.add(new Cell(trueClass, answer, 1, Math.abs(answer - classValues.at(trueClass))));
    }
    cells.sort(Comparator.comparingDouble(Cell::answer).thenComparingInt(Cell::trueClass));
    return new Answers(classValues, null, cells);
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

  int images() {
    return images;
  }

  /** Gives how many answers are wrong. */
  int misclassified() {
    return cells.stream().filter(cell -> cell.error() > 0).mapToInt(Cell::count).sum();
  }
}
