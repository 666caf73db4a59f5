package io.github.numloss.loss;

import io.github.numloss.classes.ClassValues;

/**
 * Where the classes lie on a line, in units of the mean distance between neighbours: what losses
 * measure distances with, so that their parameters mean the same whatever unit the values have.
 */
final class Spacing {
  private final double[] positions;

  private Spacing(double[] positions) {
    this.positions = positions;
  }

  /** Takes class values; the first class lies at 0, the last of K at K − 1. */
  static Spacing of(ClassValues classValues) {
    int classes = classValues.count();
    double first = classValues.at(0);
    double unit = (classValues.at(classes - 1) - first) / (classes - 1);
    double[] positions = new double[classes];
    for (int k = 0; k < classes; k++) {
      positions[k] = (classValues.at(k) - first) / unit;
    }
    return new Spacing(positions);
  }

  /** Takes the order of classes only: 0, 1, … */
  static Spacing ofRanks(int classes) {
    return of(ClassValues.range(classes));
  }

  int count() {
    return positions.length;
  }

  double[] positions() {
    return positions.clone();
  }

  double distance(int i, int j) {
    return Math.abs(positions[i] - positions[j]);
  }

  /** Gives how far class i lies above class y, negative if it lies below: [y][i]. */
  double[][] offsets() {
    return table((y, i) -> positions[i] - positions[y]);
  }

  /** Gives what a function makes of each pair of a true class y and a class i: [y][i]. */
  double[][] table(Cell cell) {
    double[][] table = new double[count()][count()];
    for (int y = 0; y < count(); y++) {
      for (int i = 0; i < count(); i++) {
        table[y][i] = cell.of(y, i);
      }
    }
    return table;
  }

  /** Gives the bounds of the cells, which lie half-way between neighbours: K + 1 of them. */
  double[] bounds() {
    int classes = count();
    double[] bounds = new double[classes + 1];
    for (int k = 1; k < classes; k++) {
      bounds[k] = (positions[k - 1] + positions[k]) / 2;
    }
    // The outer cells reach as far outwards as inwards.
    bounds[0] = positions[0] - (bounds[1] - positions[0]);
    bounds[classes] = positions[classes - 1] + (positions[classes - 1] - bounds[classes - 1]);
    return bounds;
  }

  /** A number for each pair of classes. */
  @FunctionalInterface
  interface Cell {
    double of(int trueClass, int otherClass);
  }
}
