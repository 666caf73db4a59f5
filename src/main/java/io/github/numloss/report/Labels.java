package io.github.numloss.report;

import io.github.numloss.data.DataNotes;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.head.Heads;
import io.github.numloss.head.Softmax;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.loss.Loss;
import io.github.numloss.loss.Losses;
import io.github.numloss.loss.NumericLoss;
import io.github.numloss.loss.OwnLoss;
import io.github.numloss.report.ExperimentSummary.Claim;
import io.github.numloss.report.Results.Group;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/** Words and numbers in figures. */
final class Labels {
  /** As many counts of trials as there is room for. */
  private static final int MOST_COUNTS = 2;

  private Labels() {}

  /** Gives a number without needless digits. */
  static String number(double value) {
    return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Describes a group; a data set that is a folder goes by the folder's own name. */
  static String group(Group group) {
    String dataset = ownName(group.pair().dataset());
    String test = ownName(group.pair().test());
    return group.modelName() + ", " + (dataset.equals(test) ? dataset : dataset + "+" + test);
  }

  /** Gives the name of a data set without the folders above it. */
  static String ownName(String dataset) {
    Path name = Path.of(dataset).getFileName();
    return name == null ? dataset : name.toString();
  }

  /** Says what the numbers of a group's classes count, as far as its data says. */
  static String unit(Results results, Group group) {
    return results.plan().losses().stream()
        .flatMap(loss -> results.of(group, loss).values().stream())
        .map(trial -> DataNotes.of(trial.data().notes()).unit())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("class values");
  }

  /** Says how a loss is computed, from L1 and L2 if it is one of the paper's, and of which head. */
  static String formula(LossPlan plan) {
    boolean softmax = plan.head() instanceof Softmax;
    if (plan.loss() instanceof OwnLoss && !softmax) {
      return "the own loss of the head " + Heads.ALL.text(plan.head());
    }
    return formula(plan.loss()) + (softmax ? "" : ", head " + Heads.ALL.text(plan.head()));
  }

  private static String formula(Loss loss) {
    if (loss instanceof CombinedLoss combined) {
      return "L with α = %s, β = %s".formatted(number(combined.alpha()), number(combined.beta()));
    }
    if (loss instanceof NumericLoss numeric) {
      return "L2 alone, α = " + number(numeric.alpha());
    }
    return isCrossEntropy(loss) ? "L1 alone" : Losses.ALL.text(loss);
  }

  private static boolean isCrossEntropy(Loss loss) {
    return loss instanceof CrossEntropy || loss instanceof OwnLoss;
  }

  /** Tells whether a method is made of the paper's two losses, on a softmax. */
  static boolean isOfPaper(LossPlan plan) {
    return plan.head() instanceof Softmax
        && (plan.loss() instanceof CombinedLoss
            || plan.loss() instanceof NumericLoss
            || isCrossEntropy(plan.loss()));
  }

  /** Tells how many trials a group's losses have: "n = 5", or "n = 3 baseline, 1 proposed". */
  static String trials(Results results, Group group) {
    List<String> counts = new ArrayList<>();
    TreeSet<Integer> sizes = new TreeSet<>();
    for (LossPlan loss : results.plan().losses()) {
      int trials = results.of(group, loss).size();
      sizes.add(trials);
      counts.add(trials + " " + loss.name());
    }
    if (sizes.size() == 1) {
      return "n = " + sizes.first();
    }
    return counts.size() > MOST_COUNTS
        ? "n = %s to %s".formatted(sizes.first(), sizes.last())
        : "n = " + String.join(", ", counts);
  }

  /** Describes a claim, with its loss where more than one is compared with the baseline. */
  static String claim(ExperimentSummary summary, Claim claim) {
    String loss = summary.severalProposed() ? ", " + claim.proposed() : "";
    return claim.model() + ", " + claim.data() + loss;
  }

  /** Quotes a word for a shell, if it has to be. */
  static String shell(String word) {
    return word.matches("[A-Za-z0-9+._-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
