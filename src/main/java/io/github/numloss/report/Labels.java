package io.github.numloss.report;

import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.report.Results.Group;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

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

  /** Describes a group and how many trials its losses have. */
  static String groupWithTrials(Results results, Group group) {
    List<Integer> counts =
        results.plan().losses().stream()
            .map((LossPlan loss) -> results.of(group, loss).size())
            .filter(count -> count > 0)
            .distinct()
            .toList();
    String trials = counts.stream().map(String::valueOf).collect(Collectors.joining(" and "));
    return "%s (n = %s)".formatted(group(group), trials);
  }
}
