package io.github.numloss.experiment;

import io.github.numloss.check.Check;
import io.github.numloss.data.DataFacts.AlwaysMedian;
import io.github.numloss.data.DataFacts.Chance;
import io.github.numloss.data.Examples;
import io.github.numloss.experiment.ComparisonPlan.Setting;
import io.github.numloss.io.Json;
import io.github.numloss.io.SchemaVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a comparison's plan came about, and what can be had without learning: the content of {@code
 * comparison.json}, which lies beside the plan and is written before it. Nothing is run by it.
 *
 * @param schemaVersion 1
 * @param minutes how long the comparison was to take
 * @param sideBySide how many trainings were to run at a time
 * @param timing what was measured to size the plan
 * @param secondsATraining how long a training of the plan takes by it
 * @param left the methods that there was no time for
 * @param baselines what can be had without learning
 */
public record Comparison(
    int schemaVersion,
    double minutes,
    int sideBySide,
    Timing timing,
    double secondsATraining,
    List<String> left,
    Baselines baselines) {
  private static final int SCHEMA_VERSION = 1;
  private static final String FILE = "comparison.json";

  /**
   * Short trainings that were timed side by side, after others that warmed up.
   *
   * @param model the model's name
   * @param loss the loss's name
   * @param examples how many examples each learned in an epoch
   * @param secondsAnExample the time of an epoch for each of these, validation included
   * @param secondsBesides the time of a training besides its epochs: building the graph, predicting
   *     the test examples and measuring
   */
  public record Timing(
      String model, String loss, int examples, double secondsAnExample, double secondsBesides) {
    /**
     * Estimates how long a training takes.
     *
     * @param train its examples
     * @param setting how it is set up
     * @return the time in seconds
     */
    public double seconds(Examples train, Setting setting) {
      int learned = train.heldBack(1, setting.validation()).train().length;
      return secondsBesides + secondsAnExample * learned * setting.epochs();
    }
  }

  /**
   * What can be had without learning, on the test examples; the means over the tests of all seeds
   * where each divides the data.
   *
   * @param median answering always with the median of what is to be learned
   * @param chance answering at random
   */
  public record Baselines(Errors median, Errors chance) {}

  /**
   * Two measures.
   *
   * @param errorRate the share of wrong answers
   * @param meanAbsoluteError the mean distance of answers from the truth
   */
  public record Errors(double errorRate, double meanAbsoluteError) {}

  /**
   * Checks the version, and copies the list.
   *
   * @throws IllegalArgumentException if it is another version
   */
  public Comparison {
    SchemaVersion.require(schemaVersion, SCHEMA_VERSION);
    left = List.copyOf(left);
  }

  /**
   * Puts one together.
   *
   * @param minutes how long the comparison is to take
   * @param sideBySide how many trainings run at a time
   * @param timing what was measured
   * @param plan the plan
   * @param baselines what can be had without learning
   * @return the comparison
   */
  public static Comparison of(
      double minutes, int sideBySide, Timing timing, ComparisonPlan plan, Baselines baselines) {
    return new Comparison(
        SCHEMA_VERSION, minutes, sideBySide, timing, plan.seconds(), plan.left(), baselines);
  }

  /** Loads the examples of a seed. */
  public interface Tests {
    /**
     * Loads them.
     *
     * @param seed the seed
     * @return those to learn, and those to test on
     * @throws IOException if they can't be read
     */
    List<Examples> of(long seed) throws IOException;
  }

  /**
   * Computes what can be had without learning, exactly.
   *
   * @param seeds the seeds whose tests differ; one where all have the same
   * @param tests loads their examples
   * @return the means over the seeds
   * @throws IOException if examples can't be read
   */
  public static Baselines baselines(List<Long> seeds, Tests tests) throws IOException {
    Check.that(!seeds.isEmpty(), "there are no seeds");
    double[] sums = new double[4];
    for (long seed : seeds) {
      List<Examples> examples = tests.of(seed);
      AlwaysMedian median = AlwaysMedian.of(examples.get(0), examples.get(1));
      Chance chance = Chance.of(examples.get(0), examples.get(1));
      sums[0] += median.errorRate() / seeds.size();
      sums[1] += median.meanAbsoluteError() / seeds.size();
      sums[2] += chance.errorRate() / seeds.size();
      sums[3] += chance.meanAbsoluteError() / seeds.size();
    }
    return new Baselines(new Errors(sums[0], sums[1]), new Errors(sums[2], sums[3]));
  }

  /**
   * Writes it beside a plan.
   *
   * @param folder the experiment's folder
   * @throws IOException if it can't be written
   */
  public void write(Path folder) throws IOException {
    Json.write(folder.resolve(FILE), this);
  }

  /**
   * Finds that of an experiment.
   *
   * @param folder the experiment's folder
   * @return the comparison; nothing if the plan is not of one
   * @throws io.github.numloss.io.DataException if it is wrong
   * @throws IOException if it can't be read
   */
  public static Optional<Comparison> find(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.exists(file) ? Optional.of(Json.read(file, Comparison.class)) : Optional.empty();
  }
}
