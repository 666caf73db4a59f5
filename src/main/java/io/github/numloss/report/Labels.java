package io.github.numloss.report;

import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.loss.CombinedLoss;
import io.github.numloss.loss.NumericLoss;
import io.github.numloss.report.ExperimentSummary.Claim;
import io.github.numloss.report.Results.Group;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Words and numbers in figures. */
final class Labels {
  private Labels() {}

  /** Gives a number without needless digits. */
  static String number(double value) {
    return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Describes a group; a data set that is a folder goes by the folder's own name. */
  static String group(Group group) {
    String dataset = ownName(group.pair().dataset());
    String test = ownName(group.pair().test());
    return group.model().name() + ", " + (dataset.equals(test) ? dataset : dataset + "+" + test);
  }

  private static String ownName(String dataset) {
    Path name = Path.of(dataset).getFileName();
    return name == null ? dataset : name.toString();
  }

  /** Says how a loss is computed from the cross-entropy L1 and the numeric loss L2. */
  static String formula(LossPlan plan) {
    if (plan.loss() instanceof CombinedLoss loss) {
      return "L with α = %s, β = %s".formatted(number(loss.alpha()), number(loss.beta()));
    }
    return plan.loss() instanceof NumericLoss loss
        ? "L2 alone, α = " + number(loss.alpha())
        : "L1 alone";
  }

  /** Tells how many trials a group's losses have: "n = 5", or "n = 3 baseline, 1 proposed". */
  static String trials(Results results, Group group) {
    List<String> counts = new ArrayList<>();
    Set<Integer> sizes = new HashSet<>();
    for (LossPlan loss : results.plan().losses()) {
      int trials = results.of(group, loss).size();
      sizes.add(trials);
      counts.add(trials + " " + loss.name());
    }
    return "n = "
        + (sizes.size() == 1 ? sizes.iterator().next().toString() : String.join(", ", counts));
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
