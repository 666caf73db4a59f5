package io.github.numloss.report;

import io.github.numloss.experiment.Plan.LossPlan;
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
    return group.model() + ", " + (dataset.equals(test) ? dataset : dataset + "+" + test);
  }

  private static String ownName(String dataset) {
    Path name = Path.of(dataset).getFileName();
    return name == null ? dataset : name.toString();
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
}
