package io.github.numloss.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.github.numloss.augment.Augmentation;
import io.github.numloss.augment.Augmentations;
import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassWeights;
import io.github.numloss.data.DataOptions;
import io.github.numloss.device.Hardware;
import io.github.numloss.head.Head;
import io.github.numloss.io.SchemaVersion;
import io.github.numloss.loss.Loss;
import io.github.numloss.loss.Method;
import io.github.numloss.measure.Criterion;
import io.github.numloss.measure.Measures;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.statistics.ErrorStatistic;
import io.github.numloss.train.TrainConfig;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment runs: every pair of data sets with every model, every loss and every seed of
 * that model. The content of {@code plan.json}.
 *
 * @param schemaVersion 2; 1 had no heads, and measures by argmax alone in its family
 * @param title a line that says what it is for
 * @param pairs what to learn and what to measure on
 * @param models the models with their training settings
 * @param losses the losses; where there are two or more, the first is the baseline
 * @param family what the losses are compared by; all these comparisons are decided together. The
 *     error rate and both mean absolute errors by argmax if it is null, as in older plans
 * @param choose the measure by which a method and its decoder are chosen, on the images held back
 *     for validation; nothing is chosen if it is null
 */
public record Plan(
    int schemaVersion,
    String title,
    List<DatasetPair> pairs,
    List<ModelPlan> models,
    List<LossPlan> losses,
    @JsonSetter(nulls = Nulls.SET) List<FamilyItem> family,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String choose) {
  private static final int SCHEMA_VERSION = 2;
  private static final int MOST_TRIALS = 1_000_000;
  private static final List<FamilyItem> ERRORS =
      Stream.of(ErrorStatistic.values()).map(error -> FamilyItem.of(error.toString())).toList();

  /**
   * A data set to learn and one to measure on.
   *
   * @param dataset whose training images are learned
   * @param test whose test images are predicted
   * @param data how data of one's own is read and divided; null if nothing is said
   */
  public record DatasetPair(
      String dataset,
      String test,
      @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable DataOptions data) {
    /**
     * Names data that says itself how it is read and divided.
     *
     * @param dataset whose training images are learned
     * @param test whose test images are predicted
     */
    public DatasetPair(String dataset, String test) {
      this(dataset, test, null);
    }

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException if one is blank
     */
    public DatasetPair {
      Check.that(!dataset.isBlank(), "dataset is blank");
      Check.that(!test.isBlank(), "test is blank");
    }

    /**
     * Gives the name of the pair in files.
     *
     * @return the data set's name, with the other one's if it is another; of a folder, its own name
     *     without those above, however it is written
     */
    public String label() {
      return path(dataset).equals(path(test)) ? label(dataset) : label(dataset) + "+" + label(test);
    }

    private static Path path(String nameOrFolder) {
      return Path.of(nameOrFolder).toAbsolutePath().normalize();
    }

    static String label(String nameOrFolder) {
      Path name = path(nameOrFolder).getFileName();
      return name == null ? "root" : name.toString();
    }
  }

  /**
   * A model with its training settings, under a name.
   *
   * @param name the name in tables and names of folders: letters, digits and dashes; the model's
   *     own if it is null
   * @param model the model
   * @param seeds the trials' seeds, each once; baseline and proposed loss share them
   * @param epochs how often every image is learned
   * @param batchSize images a step
   * @param validation the share of the training images that is held back
   * @param optimizer how the weights follow the gradient
   * @param augmentation what is done to a training picture each time it is learned; nothing if it
   *     is null
   * @param classWeights how much a training example counts by its class; null if all count the same
   * @param features the SavedModel of a frozen network whose vectors are learned in place of
   *     pictures, and behind a colon its output; null if there is none
   */
  public record ModelPlan(
      @JsonSetter(nulls = Nulls.SET) String name,
      @JsonDeserialize(using = PlannedModel.class) ModelSpec model,
      List<Long> seeds,
      int epochs,
      int batchSize,
      double validation,
      OptimizerConfig optimizer,
      @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_EMPTY)
          List<Augmentation> augmentation,
      @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable ClassWeights classWeights,
      @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable String features) {
    /**
     * Names a model as itself, and learns pictures as they are.
     *
     * @param model the model
     * @param seeds the trials' seeds
     * @param epochs how often every image is learned
     * @param batchSize images a step
     * @param validation the share of the training images that is held back
     * @param optimizer how the weights follow the gradient
     */
    public ModelPlan(
        ModelSpec model,
        List<Long> seeds,
        int epochs,
        int batchSize,
        double validation,
        OptimizerConfig optimizer) {
      this(
          model.name(),
          model,
          seeds,
          epochs,
          batchSize,
          validation,
          optimizer,
          List.of(),
          null,
          null);
    }

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one is impossible
     */
    public ModelPlan {
      name = name == null ? model.name() : name;
      ModelSpec.requireName(name);
      Check.that(!seeds.isEmpty(), "seeds is empty");
      requireDistinct("seeds", seeds);
      Check.that(epochs >= 1, "epochs is %d, expected at least 1", epochs);
      Check.that(batchSize >= 1, "batchSize is %d, expected at least 1", batchSize);
      Check.that(
          validation >= 0 && validation < 1,
          "validation is %s, expected at least 0 and below 1",
          validation);
      seeds = List.copyOf(seeds);
      augmentation = augmentation == null ? List.of() : List.copyOf(augmentation);
      Augmentations.requireTogether(augmentation);
    }
  }

  /**
   * A loss, with the head that it is for, under a name.
   *
   * @param name the name in tables, such as "baseline" or "proposed"; letters, digits and dashes
   * @param loss the loss; its own if there is a head and this is null
   * @param head the head; the softmax if it is null, unless the loss names another
   */
  public record LossPlan(
      String name,
      @JsonSetter(nulls = Nulls.SET) Loss loss,
      @JsonSetter(nulls = Nulls.SET) Head head) {
    /**
     * Names a loss on the softmax.
     *
     * @param name the name in tables
     * @param loss the loss
     */
    public LossPlan(String name, Loss loss) {
      this(name, Method.of(loss, null).loss(), Method.of(loss, null).head());
    }

    /**
     * Checks the name, and that loss and head go together.
     *
     * @throws IllegalArgumentException if the name is empty or has other characters, there is
     *     neither loss nor head, or they do not go together
     */
    public LossPlan {
      Check.that(loss != null || head != null, "loss is missing or null");
      Method method = Method.of(loss, head);
      loss = method.loss();
      head = method.head();
      Check.that(
          name.matches("[A-Za-z0-9-]+"), "name is '%s', expected letters, digits and dashes", name);
    }
  }

  /**
   * One trial of the plan.
   *
   * @param pair its data sets
   * @param model the model's plan
   * @param loss the loss's plan
   * @param seed its seed
   */
  public record PlannedTrial(DatasetPair pair, ModelPlan model, LossPlan loss, long seed) {
    /**
     * Gives the name of the trial's folder.
     *
     * @return data sets, model, loss and seed
     */
    public String name() {
      return String.format(Locale.ROOT, "%s-seed%d", Plan.name(pair, model, loss), seed);
    }

    /**
     * Gives what to train.
     *
     * @param hardware what to run on
     * @return the configuration
     */
    public TrainConfig config(Hardware hardware) {
      return new TrainConfig(
              pair.dataset(),
              pair.test(),
              model.model(),
              loss.loss(),
              loss.head(),
              model.optimizer(),
              model.epochs(),
              model.batchSize(),
              model.validation(),
              seed,
              hardware)
          .dividing(pair.data())
          .augmented(model.augmentation())
          .weighted(model.classWeights())
          .onFeatures(model.features());
    }
  }

  /**
   * Checks that no list is empty, that nothing is there twice, and that the trials can be listed.
   *
   * @throws IllegalArgumentException otherwise
   */
  public Plan {
    SchemaVersion.require(schemaVersion, SCHEMA_VERSION);
    Check.that(!pairs.isEmpty(), "pairs is empty");
    Check.that(!models.isEmpty(), "models is empty");
    Check.that(!losses.isEmpty(), "losses is empty");
    requireDistinct("pairs", pairs);
    requireDistinctNames("pairs", pairs.stream().map(DatasetPair::label).toList());
    requireDistinctModels(models);
    requireDistinct("losses", losses.stream().map(LossPlan::name).toList());
    requireDistinctNames("pairs, models and losses", names(pairs, models, losses));
    Check.that(
        choose == null
            || Measures.find(choose).filter(measure -> !measure.isOfDistribution()).isPresent(),
        "choose is '%s', expected a measure of answers",
        choose);
    Check.that(
        choose == null || models.stream().allMatch(model -> model.validation() > 0),
        "choose needs images that are held back; give every model a validation share above 0");
    family = family == null ? ERRORS : List.copyOf(family);
    Check.that(!family.isEmpty(), "family is empty");
    requireDistinctCriteria(family);
    long seeds = models.stream().mapToLong(model -> model.seeds().size()).sum();
    BigInteger trials =
        BigInteger.valueOf(seeds)
            .multiply(BigInteger.valueOf(pairs.size()))
            .multiply(BigInteger.valueOf(losses.size()));
    Check.that(
        trials.compareTo(BigInteger.valueOf(MOST_TRIALS)) <= 0,
        "it makes %d trials, expected at most %d",
        trials,
        MOST_TRIALS);
    pairs = List.copyOf(pairs);
    models = List.copyOf(models);
    losses = List.copyOf(losses);
  }

  /**
   * Compares losses and chooses none.
   *
   * @param schemaVersion 1 or 2
   * @param title a line that says what it is for
   * @param pairs what to learn and what to measure on
   * @param models the models with their training settings
   * @param losses the losses
   * @param family what the losses are compared by
   */
  public Plan(
      int schemaVersion,
      String title,
      List<DatasetPair> pairs,
      List<ModelPlan> models,
      List<LossPlan> losses,
      List<FamilyItem> family) {
    this(schemaVersion, title, pairs, models, losses, family, null);
  }

  /**
   * Gives all trials, the first seeds of all models before the second ones, so that an experiment
   * that was cut off has as many of one kind as of the others.
   *
   * @return the trials in the order in which to run them
   */
  public List<PlannedTrial> trials() {
    List<PlannedTrial> trials = new ArrayList<>();
    int rounds = models.stream().mapToInt(model -> model.seeds().size()).max().orElseThrow();
    for (int round = 0; round < rounds; round++) {
      for (ModelPlan model : models) {
        if (round < model.seeds().size()) {
          for (DatasetPair pair : pairs) {
            for (LossPlan loss : losses) {
              trials.add(new PlannedTrial(pair, model, loss, model.seeds().get(round)));
            }
          }
        }
      }
    }
    return trials;
  }

  /** Gives what the names of the trials start with. */
  private static List<String> names(
      List<DatasetPair> pairs, List<ModelPlan> models, List<LossPlan> losses) {
    List<String> names = new ArrayList<>();
    for (DatasetPair pair : pairs) {
      for (ModelPlan model : models) {
        for (LossPlan loss : losses) {
          names.add(name(pair, model, loss));
        }
      }
    }
    return names;
  }

  private static String name(DatasetPair pair, ModelPlan model, LossPlan loss) {
    return "%s-%s-%s".formatted(pair.label(), model.name(), loss.name());
  }

  /** Keeps trials from having one folder. */
  private static void requireDistinctNames(String fields, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      Check.that(
          seen.add(name),
          "%s give two trials the name %s, expected one each; give a data folder, a model or a loss"
              + " another name",
          fields,
          name);
    }
  }

  private static void requireDistinctModels(List<ModelPlan> models) {
    Set<String> seen = new HashSet<>();
    for (ModelPlan model : models) {
      Check.that(
          seen.add(model.name()),
          "models holds %s twice; give each a name of its own",
          model.name());
    }
  }

  private static void requireDistinctCriteria(List<FamilyItem> family) {
    Set<Criterion> seen = new HashSet<>();
    for (FamilyItem item : family) {
      Check.that(seen.add(item.criterion()), "family holds %s twice", item);
    }
  }

  private static <T> void requireDistinct(String field, List<T> items) {
    Set<T> seen = new HashSet<>();
    for (T item : items) {
      Check.that(seen.add(item), "%s holds %s twice", field, item);
    }
  }
}
