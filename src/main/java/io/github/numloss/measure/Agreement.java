package io.github.numloss.measure;

import java.util.List;

/** Measures of how well the order and the size of the answers follow those of the truth. */
final class Agreement {
  private static final String ONE_CLASS = "all images are of one class";
  private static final String NO_WEIGHTS = "it has no form for images of different weights";
  private static final String ONE_ANSWER = "all answers are the same";

  private Agreement() {}

  /**
   * Cohen's weighted kappa (1968) with the squared distance of the class values for weights, {@code
   * 1 − Σ w_ij O_ij / Σ w_ij E_ij}. With such weights the first sum is that of squared errors and
   * the second N times the mean square of all pairs of a truth and an answer, so that it needs
   * moments alone, and is defined for answers that are no classes: the concordance correlation
   * coefficient of Lin (1989) with divisor N (Fleiss, Cohen 1973).
   */
  static Measured quadraticWeightedKappa(Answers answers) {
    double total = answers.total();
    double truth = 0;
    double answer = 0;
    for (Answers.Cell cell : answers.cells()) {
      truth += cell.weight() * value(answers, cell) / total;
      answer += cell.weight() * cell.answer() / total;
    }
    double observed = 0;
    double expected = total * (truth - answer) * (truth - answer);
    for (Answers.Cell cell : answers.cells()) {
      double ofTruth = value(answers, cell) - truth;
      double ofAnswer = cell.answer() - answer;
      expected += cell.weight() * (ofTruth * ofTruth + ofAnswer * ofAnswer);
      double error = value(answers, cell) - cell.answer();
      observed += cell.weight() * error * error;
    }
    if (isOneClass(answers) && isOneAnswer(answers) && observed == 0) {
      return Measured.none("all images and answers are of one class");
    }
    return Measured.of(1 - observed / expected);
  }

  private static double value(Answers answers, Answers.Cell cell) {
    return answers.classValues().at(cell.trueClass());
  }

  /**
   * Spearman's rank correlation (1904): Pearson's of the ranks, those that are tied having the mean
   * of their places.
   */
  static Measured spearman(Answers answers) {
    if (answers.areWeighted()) {
      return Measured.none(NO_WEIGHTS);
    }
    if (isOneClass(answers) || isOneAnswer(answers)) {
      return Measured.none(isOneClass(answers) ? ONE_CLASS : ONE_ANSWER);
    }
    double[] ofClasses = centredRanks(imagesByClass(answers));
    List<Answers.Cell> cells = answers.cells();
    double products = 0;
    double ofTruth = 0;
    double ofAnswers = 0;
    long before = 0;
    for (int start = 0; start < cells.size(); ) {
      int end = endOfTie(cells, start);
      long tied = images(cells.subList(start, end));
      double rank = before + (tied - answers.images()) / 2.0;
      before += tied;
      ofAnswers += tied * rank * rank;
      for (Answers.Cell cell : cells.subList(start, end)) {
        double other = ofClasses[cell.trueClass()];
        products += cell.count() * rank * other;
        ofTruth += cell.count() * other * other;
      }
      start = end;
    }
    return Measured.of(bounded(products / Math.sqrt(ofTruth) / Math.sqrt(ofAnswers)));
  }

  /** Gives the ranks of groups of tied images, less the mean of all ranks. */
  private static double[] centredRanks(long[] tied) {
    double[] ranks = new double[tied.length];
    long images = 0;
    for (long group : tied) {
      images += group;
    }
    long before = 0;
    for (int k = 0; k < ranks.length; k++) {
      ranks[k] = before + (tied[k] - images) / 2.0;
      before += tied[k];
    }
    return ranks;
  }

  /**
   * Kendall's tau-b (1945): the pairs of images that answers order as the truth does, less those
   * that they order the other way round, over the geometric mean of the pairs that are tied in
   * neither. Takes time of the counts that are not 0 times the logarithm of the classes.
   */
  static Measured kendall(Answers answers) {
    if (answers.areWeighted()) {
      return Measured.none(NO_WEIGHTS);
    }
    if (isOneClass(answers) || isOneAnswer(answers)) {
      return Measured.none(isOneClass(answers) ? ONE_CLASS : ONE_ANSWER);
    }
    List<Answers.Cell> cells = answers.cells();
    RunningCounts lower = new RunningCounts(answers.classValues().count());
    long ordered = 0;
    long tiedAnswers = 0;
    for (int start = 0; start < cells.size(); ) {
      int end = endOfTie(cells, start);
      List<Answers.Cell> tie = cells.subList(start, end);
      for (Answers.Cell cell : tie) {
        ordered += cell.count() * (lower.below(cell.trueClass()) - lower.above(cell.trueClass()));
      }
      tie.forEach(cell -> lower.add(cell.trueClass(), cell.count()));
      tiedAnswers += pairs(images(tie));
      start = end;
    }
    long tiedTruth = 0;
    for (long group : imagesByClass(answers)) {
      tiedTruth += pairs(group);
    }
    long all = pairs(answers.images());
    return Measured.of(
        bounded(
            ordered
                / Math.sqrt((double) (all - tiedTruth))
                / Math.sqrt((double) (all - tiedAnswers))));
  }

  private static long pairs(long images) {
    return images * (images - 1) / 2;
  }

  /** Takes back what rounding adds beyond −1 and 1. */
  private static double bounded(double correlation) {
    return Math.max(-1, Math.min(1, correlation));
  }

  private static int endOfTie(List<Answers.Cell> cells, int start) {
    int end = start;
    while (end < cells.size() && cells.get(end).answer() == cells.get(start).answer()) {
      end++;
    }
    return end;
  }

  private static long images(List<Answers.Cell> cells) {
    return cells.stream().mapToLong(Answers.Cell::count).sum();
  }

  private static long[] imagesByClass(Answers answers) {
    long[] images = new long[answers.classValues().count()];
    answers.cells().forEach(cell -> images[cell.trueClass()] += cell.count());
    return images;
  }

  private static boolean isOneClass(Answers answers) {
    return answers.cells().stream().mapToInt(Answers.Cell::trueClass).distinct().count() == 1;
  }

  private static boolean isOneAnswer(Answers answers) {
    return answers.cells().stream().mapToDouble(Answers.Cell::answer).distinct().count() == 1;
  }
}
