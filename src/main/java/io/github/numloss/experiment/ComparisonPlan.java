package io.github.numloss.experiment;

import io.github.numloss.augment.Augmentation;
import io.github.numloss.classes.ClassWeights;
import io.github.numloss.data.DataOptions;
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
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a comparison that fits into a time: the methods in the order in which they are worth
 * trying, each with at least {@link Request#leastSeeds} seeds or folds.
 *
 * @param plan the plan
 * @param left the methods that there is no time for
 * @param seconds how long a training of it takes, as was estimated
 */
public record ComparisonPlan(Plan plan, List<String> left, double seconds) {
  /** The folds that data is divided into which does not say what to test on. */
  public static final int FOLDS = 5;

  /** How many methods are worth shortening trainings for. */
  static final int WORTHWHILE = 8;

  private static final int SEEDS = 5;
  private static final int GIVEN_SEEDS = 6;
  private static final List<Double> LENGTHS = List.of(1.0, 0.5, 0.25);

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

    /** Gives the same for a share of the epochs, at least one. */
    Setting shortened(double share) {
      return new Setting((int) Math.max(1, Math.round(epochs * share)), batchSize, validation);
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
   * What is to be compared.
   *
   * @param pair the data, as plan.json names it
   * @param train the examples to learn with the first seed
   * @param isGiven whether the data says itself what to test on; else seeds divide it
   * @param model the model
   * @param measure what is chosen by
   * @param augmentation what is done to pictures that are learned; empty for nothing
   * @param classWeights how much classes count; null if all examples count the same
   */
  public record Request(
      DatasetPair pair,
      Examples train,
      boolean isGiven,
      ModelFile model,
      Measure measure,
      List<Augmentation> augmentation,
      @Nullable ClassWeights classWeights) {
    /**
     * Gives the fewest seeds of a method: of data that each seed divides, 5, or so many that each
     * example is tested on as often as the others; of a given test 6, the fewest that a sign-flip
     * test can decide by.
     *
     * @return the number
     */
    public int leastSeeds() {
      DataOptions options = pair.data();
      Integer folds = options == null ? null : options.folds();
      return isGiven ? GIVEN_SEEDS : folds == null ? SEEDS : folds * ceilDivide(SEEDS, folds);
    }
  }

  private static int ceilDivide(int dividend, int divisor) {
    return (dividend - 1) / divisor + 1;
  }

  /**
   * Gives the time that the smallest comparison takes: two methods, trained as shortly as they may
   * be.
   *
   * @param request what is to be compared
   * @param seconds how long a training takes
   * @return the time in seconds of one thread
   */
  public static double leastSeconds(Request request, ToDoubleFunction<Setting> seconds) {
    Setting full = Setting.of(request.train().count());
    return 2
        * request.leastSeeds()
        * seconds.applyAsDouble(full.shortened(LENGTHS.get(LENGTHS.size() - 1)));
  }

  /**
   * Plans a comparison. Where there is not time for {@link #WORTHWHILE} methods, trainings are
   * shortened to a half or a quarter.
   *
   * @param request what is to be compared
   * @param seconds how long a training takes
   * @param available how long all trainings may take together, in seconds of one thread
   * @return the plan; nothing if there is not time for two methods
   */
  public static Optional<ComparisonPlan> of(
      Request request, ToDoubleFunction<Setting> seconds, double available) {
    int least = request.leastSeeds();
    Setting full = Setting.of(request.train().count());
    for (double length : LENGTHS) {
      Setting setting = full.shortened(length);
      double each = seconds.applyAsDouble(setting);
      long trials = (long) (available / each);
      boolean isShortest = length == LENGTHS.get(LENGTHS.size() - 1);
      if (trials >= (isShortest ? 2L : WORTHWHILE) * least) {
        return Optional.of(of(request, setting, trials, each));
      }
    }
    return Optional.empty();
  }

  private static ComparisonPlan of(Request request, Setting setting, long trials, double seconds) {
    Map<String, Method> methods = methods();
    int least = request.leastSeeds();
    int tried = (int) Math.min(methods.size(), trials / least);
    int step = request.isGiven() ? 1 : least;
    int seeds = (int) Math.min(Math.max(MOST_SEEDS, least), trials / tried) / step * step;
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
    ModelFile model = request.model();
    ModelPlan planned =
        new ModelPlan(
            model.spec().name(),
            model.spec(),
            LongStream.rangeClosed(1, seeds).boxed().toList(),
            setting.epochs(),
            setting.batchSize(),
            setting.validation(),
            new OptimizerConfig(
                OptimizerConfig.Method.ADAM,
                Defaults.learningRate(model, OptimizerConfig.Method.ADAM),
                OptimizerConfig.Schedule.LINEAR,
                null),
            request.augmentation(),
            request.classWeights(),
            null);
    Measure measure = request.measure();
    String title =
        "Which method to use on %s, by %s".formatted(request.pair().label(), measure.words());
    Plan plan =
        new Plan(
            2,
            title,
            List.of(request.pair()),
            List.of(planned),
            losses,
            List.of(new FamilyItem(Criterion.of(measure.name(), "median"), null)),
            measure.name());
    return new ComparisonPlan(plan, left, seconds);
  }
}
