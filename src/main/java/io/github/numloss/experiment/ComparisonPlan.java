package io.github.numloss.experiment;

import io.github.numloss.check.Check;
import io.github.numloss.data.Examples;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.head.Head;
import io.github.numloss.head.Heads;
import io.github.numloss.head.Softmax;
import io.github.numloss.loss.Loss;
import io.github.numloss.loss.Losses;
import io.github.numloss.loss.Method;
import io.github.numloss.measure.Criterion;
import io.github.numloss.measure.Measure;
import io.github.numloss.model.ModelFile;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.registry.Registry.Member;
import io.github.numloss.train.Defaults;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The plan of a comparison that fits into a time: the methods in the order in which they are worth
 * trying, each with at least {@link #LEAST_SEEDS} seeds or folds.
 *
 * @param plan the plan
 * @param left the methods that there is no time for
 */
public record ComparisonPlan(Plan plan, List<String> left) {
  /** The fewest seeds or folds of a method. */
  public static final int LEAST_SEEDS = 5;

  private static final int MOST_SEEDS = 20;
  private static final int STEPS = 2000;

  /** What did well in results/methods comes first; a family's other members follow. */
  private static final List<String> FIRST =
      List.of(
          "cross-entropy",
          "soft-labels:rule=geometric",
          "soft-labels:rule=exponential",
          "crps",
          "expected-absolute-error",
          "soft-labels:rule=sord",
          "soft-labels:rule=beta",
          "soft-labels:rule=triangular",
          "squared-expectation",
          "corn",
          "slace",
          "numeric",
          "or-cnn",
          "cumulative-link",
          "coral");

  /** Do not learn the classes themselves, or are parts of others. */
  private static final List<String> NEVER = List.of("own", "numeric-only", "soft-labels");

  /**
   * How a training is set up for a number of examples.
   *
   * @param epochs how often every example is learned
   * @param batchSize examples a step
   * @param validation the share that is held back
   */
  public record Setting(int epochs, int batchSize, double validation) {
    /**
     * Settles a training that makes some 2,000 steps, of at least 5 and at most 100 epochs.
     *
     * @param examples examples to learn
     * @return the setting
     */
    public static Setting of(int examples) {
      int batchSize = examples >= 4000 ? 128 : examples >= 1000 ? 32 : 16;
      double validation = examples >= 4000 ? 0.1 : 0.2;
      long epochs = Math.round(STEPS * batchSize / (examples * (1 - validation)));
      return new Setting((int) Math.max(5, Math.min(100, epochs)), batchSize, validation);
    }
  }

  /**
   * Gives all methods, in the order in which they are worth trying.
   *
   * @return the methods by a name for tables
   */
  public static Map<String, Method> methods() {
    Map<String, Method> methods = new LinkedHashMap<>();
    for (String text : FIRST) {
      add(methods, text);
    }
    for (Member<Loss> member : Losses.ALL.members()) {
      add(methods, member.name());
    }
    for (Member<Head> member : Heads.ALL.members()) {
      if (!(member.standard() instanceof Softmax)) {
        add(methods, member.name());
      }
    }
    return methods;
  }

  private static void add(Map<String, Method> methods, String text) {
    String name = text.replace(":rule=", "-").replace("soft-labels", "soft");
    if (!NEVER.contains(text)) {
      methods.putIfAbsent(name, Method.of(Losses.parse(text), null));
    }
  }

  /**
   * Plans a comparison.
   *
   * @param pair the data, as plan.json names it
   * @param train the examples to learn with the first seed
   * @param isGiven whether the data says itself what to test on; else seeds are folds
   * @param model the model
   * @param measure what is chosen by
   * @param trials how many trainings there is time for
   * @return the plan
   * @throws IllegalArgumentException if there is not time for two methods
   */
  public static ComparisonPlan of(
      DatasetPair pair,
      Examples train,
      boolean isGiven,
      ModelFile model,
      Measure measure,
      long trials) {
    Map<String, Method> methods = methods();
    Check.that(
        trials >= 2L * LEAST_SEEDS,
        "there is time for %s trainings, expected at least %s: 2 methods with %s seeds each",
        trials,
        2 * LEAST_SEEDS,
        LEAST_SEEDS);
    int tried = (int) Math.min(methods.size(), trials / LEAST_SEEDS);
    long rounds = trials / tried / LEAST_SEEDS;
    int seeds = (int) Math.min(MOST_SEEDS, rounds * LEAST_SEEDS);
    List<LossPlan> losses = new ArrayList<>();
    List<String> left = new ArrayList<>();
    methods.forEach(
        (name, method) -> {
          if (losses.size() < tried) {
            losses.add(new LossPlan(name, method.loss(), method.head()));
          } else {
            left.add(name);
          }
        });
    Setting setting = Setting.of(train.count());
    ModelPlan planned =
        new ModelPlan(
            model.spec(),
            LongStream.rangeClosed(1, seeds).boxed().toList(),
            setting.epochs(),
            setting.batchSize(),
            setting.validation(),
            new OptimizerConfig(
                OptimizerConfig.Method.ADAM,
                Defaults.learningRate(model, OptimizerConfig.Method.ADAM),
                OptimizerConfig.Schedule.LINEAR,
                null));
    String title = "Which method to use on %s, by %s".formatted(pair.label(), measure.words());
    List<FamilyItem> family =
        measure.isOfDistribution()
            ? List.of(FamilyItem.of(measure.name()))
            : List.of(new FamilyItem(Criterion.of(measure.name(), "median"), null));
    Plan plan = new Plan(2, title, List.of(pair), List.of(planned), losses, family, measure.name());
    return new ComparisonPlan(plan, left);
  }
}
