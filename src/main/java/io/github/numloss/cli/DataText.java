package io.github.numloss.cli;

import io.github.numloss.data.DataFacts;
import io.github.numloss.data.DataFacts.ClassFacts;
import io.github.numloss.data.DataFacts.FeatureFacts;
import io.github.numloss.data.DataNotes;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Says what data is, in a few lines. */
final class DataText {
  private static final int MOST_LINES = 20;

  private DataText() {}

  /**
   * Prints sizes, the counts by class value, duplicates, and what could be had without learning.
   */
  static void print(PrintWriter out, DataFacts facts) {
    out.printf(
        Locale.ROOT,
        "%s: %,d examples to learn and %,d to test on, %s, %d classes%s%n",
        facts.dataset(),
        facts.trainExamples(),
        facts.testExamples(),
        facts.shape().named(),
        facts.classes().size(),
        facts.weighted() ? ", with weights" : "");
    out.printf("  %12s %10s %10s%n", "class value", "to learn", "to test on");
    for (ClassFacts one : some(facts.classes())) {
      out.printf(Locale.ROOT, "  %12s %,10d %,10d%n", text(one.value()), one.train(), one.test());
    }
    more(out, facts.classes());
    if (!facts.features().isEmpty()) {
      out.printf("  %-20s %12s %12s %12s %12s%n", "feature", "mean", "deviation", "least", "most");
      for (FeatureFacts one : some(facts.features())) {
        out.printf(
            Locale.ROOT,
            "  %-20s %12.5g %12.5g %12.5g %12.5g%n",
            one.name() == null ? "" : one.name(),
            one.mean(),
            one.deviation(),
            one.least(),
            one.most());
      }
      more(out, facts.features());
    }
    if (facts.testedAmongLearned() > 0) {
      out.printf(
          Locale.ROOT,
          "%,d of the test examples are also among those to learn, which makes the test too easy.%n",
          facts.testedAmongLearned());
    }
    if (facts.duplicatesInTraining() > 0) {
      out.printf(
          Locale.ROOT, "%,d of those to learn are there again.%n", facts.duplicatesInTraining());
    }
    out.printf(
        Locale.ROOT,
        "To answer always %s, the median, has a mean absolute error of %.4f and an error rate of"
            + " %.2f %% on the test.%n",
        text(facts.alwaysMedian().value()),
        facts.alwaysMedian().meanAbsoluteError(),
        100 * facts.alwaysMedian().errorRate());
    out.printf(
        Locale.ROOT,
        "To answer at random, each class as often as it is to be learned, has %.4f and %.2f %% in"
            + " expectation.%n",
        facts.chance().meanAbsoluteError(),
        100 * facts.chance().errorRate());
    printNotes(out, DataNotes.of(facts.notes()));
  }

  private static void printNotes(PrintWriter out, DataNotes notes) {
    if (notes.unit() != null) {
      out.printf("The numbers are in %s.%n", notes.unit());
    }
    if (notes.costs() != null) {
      out.println("Wrong answers have costs, which the decoder least-cost takes.");
    }
    if (notes.licence() != null) {
      out.printf("Licence: %s%n", notes.licence());
    }
    if (notes.citation() != null) {
      out.printf("To be cited: %s%n", notes.citation());
    }
  }

  /** Says in one sentence what data is. */
  static String sentence(DataFacts facts) {
    return String.format(
        Locale.ROOT,
        "%,d examples to learn and %,d to test on: %s, each with one of %d numbers from %s to %s.",
        facts.trainExamples(),
        facts.testExamples(),
        facts.shape().named(),
        facts.classes().size(),
        text(facts.classes().get(0).value()),
        text(facts.classes().get(facts.classes().size() - 1).value()));
  }

  private static <T> List<T> some(List<T> all) {
    return all.subList(0, Math.min(MOST_LINES, all.size()));
  }

  private static void more(PrintWriter out, List<?> all) {
    if (all.size() > MOST_LINES) {
      out.printf(Locale.ROOT, "  … %,d more%n", all.size() - MOST_LINES);
    }
  }

  private static String text(float value) {
    return new BigDecimal(Float.toString(value)).stripTrailingZeros().toPlainString();
  }
}
