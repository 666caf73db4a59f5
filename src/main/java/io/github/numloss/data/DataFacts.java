package io.github.numloss.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.numloss.check.Check;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a data set is, before anything is learned.
 *
 * @param schemaVersion 1
 * @param dataset its name
 * @param trainExamples how many are to be learned
 * @param testExamples how many are to be tested on
 * @param shape the shape of one: rows and columns, with channels of colour pictures; or the number
 *     of features
 * @param classes each class with its number and how many examples it has
 * @param features each feature with its range; empty of pictures
 * @param weighted whether examples have weights
 * @param duplicatesInTraining examples that are there again among those to learn
 * @param testedAmongLearned test examples that are among those to learn
 * @param alwaysMedian what can be had without learning, by one answer
 * @param chance what can be had without learning, by answers at random
 * @param notes what is said of the data: unit, licence, citation and costs; null if nothing is
 */
public record DataFacts(
    int schemaVersion,
    String dataset,
    int trainExamples,
    int testExamples,
    InputShape shape,
    List<ClassFacts> classes,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FeatureFacts> features,
    boolean weighted,
    int duplicatesInTraining,
    int testedAmongLearned,
    AlwaysMedian alwaysMedian,
    Chance chance,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DataNotes notes) {
  /**
   * A class.
   *
   * @param value the number that it stands for
   * @param train examples to learn
   * @param test test examples
   */
  public record ClassFacts(float value, int train, int test) {}

  /**
   * A feature of the examples to learn.
   *
   * @param name its name; null if it has none
   * @param mean its mean
   * @param deviation its standard deviation
   * @param least the least value
   * @param most the largest value
   */
  public record FeatureFacts(
      @Nullable String name, float mean, float deviation, float least, float most) {}

  /**
   * Answering always with the median of what is to be learned, by its weights if it has any.
   *
   * @param value the class value in the middle
   * @param errorRate the share of the test examples that have another value
   * @param meanAbsoluteError the mean distance of the test examples' values from it
   */
  public record AlwaysMedian(float value, double errorRate, double meanAbsoluteError) {
    /**
     * Measures it.
     *
     * @param train the examples to learn
     * @param test the test examples, of the same classes
     * @return what it is worth
     */
    public static AlwaysMedian of(Examples train, Examples test) {
      double[] learned = sums(train);
      double[] tested = shares(test);
      double all = Arrays.stream(learned).sum();
      double seen = 0;
      int k = 0;
      while (k < learned.length - 1 && 2 * (seen + learned[k]) < all) {
        seen += learned[k++];
      }
      float median = train.classValues().at(k);
      double distance = 0;
      for (int other = 0; other < tested.length; other++) {
        distance += tested[other] * Math.abs(test.classValues().at(other) - (double) median);
      }
      return new AlwaysMedian(median, 1 - tested[k], distance);
    }
  }

  /**
   * Answering at random, with each class as often as it is among what is to be learned, by its
   * weights if it has any. With the shares q of what is learned and p of what is tested on, the
   * errors that are to be expected: 1 − Σ p_k q_k, and Σ p_k q_j |v_k − v_j|.
   *
   * @param errorRate the expected share of answers that are wrong
   * @param meanAbsoluteError the expected distance of an answer from the truth
   */
  public record Chance(double errorRate, double meanAbsoluteError) {
    /**
     * Computes the expectation, exactly.
     *
     * @param train the examples to learn
     * @param test the test examples, of the same classes
     * @return what it is worth
     */
    public static Chance of(Examples train, Examples test) {
      double[] learned = shares(train);
      double[] tested = shares(test);
      double right = 0;
      double distance = 0;
      for (int k = 0; k < tested.length; k++) {
        right += tested[k] * learned[k];
        for (int j = 0; j < learned.length; j++) {
          distance +=
              tested[k]
                  * learned[j]
                  * Math.abs((double) test.classValues().at(k) - train.classValues().at(j));
        }
      }
      return new Chance(1 - right, distance);
    }
  }

  /** Copies the lists. */
  public DataFacts {
    classes = List.copyOf(classes);
    features = List.copyOf(features);
  }

  /**
   * Looks at data.
   *
   * @param train the examples to learn, at least one
   * @param test the test examples, at least one, of the same classes
   * @return what they are
   * @throws IllegalArgumentException if there are none
   */
  public static DataFacts of(Examples train, Examples test) {
    Check.that(train.count() > 0 && test.count() > 0, "there are no examples");
    int[] learned = counts(train);
    int[] tested = counts(test);
    List<ClassFacts> classes =
        IntStream.range(0, learned.length)
            .mapToObj(k -> new ClassFacts(train.classValues().at(k), learned[k], tested[k]))
            .toList();
    return new DataFacts(
        1,
        train.dataset(),
        train.count(),
        test.count(),
        train.inputs().shape(),
        classes,
        train.inputs() instanceof Features features ? features(features) : List.of(),
        train.weights() != null || test.weights() != null,
        Duplicates.within(train.inputs()),
        Duplicates.between(train.inputs(), test.inputs()),
        AlwaysMedian.of(train, test),
        Chance.of(train, test),
        null);
  }

  /**
   * Adds what is said of the data.
   *
   * @param said unit, licence, citation and costs
   * @return these facts with them
   */
  public DataFacts with(DataNotes said) {
    return new DataFacts(
        schemaVersion,
        dataset,
        trainExamples,
        testExamples,
        shape,
        classes,
        features,
        weighted,
        duplicatesInTraining,
        testedAmongLearned,
        alwaysMedian,
        chance,
        said.stored());
  }

  /** Gives the share of each class, by weights if examples have any. */
  private static double[] shares(Examples examples) {
    double[] sums = sums(examples);
    double all = Arrays.stream(sums).sum();
    return Arrays.stream(sums).map(sum -> sum / all).toArray();
  }

  /** Gives the sum of the weights of each class; its count where all examples count the same. */
  private static double[] sums(Examples examples) {
    double[] sums = new double[examples.classValues().count()];
    for (int i = 0; i < examples.count(); i++) {
      sums[examples.label(i)] += examples.weights() == null ? 1 : examples.weights()[i];
    }
    return sums;
  }

  private static int[] counts(Examples examples) {
    int[] counts = new int[examples.classValues().count()];
    for (int i = 0; i < examples.count(); i++) {
      counts[examples.label(i)]++;
    }
    return counts;
  }

  private static List<FeatureFacts> features(Features features) {
    float[] means = features.means();
    float[] deviations = features.deviations();
    List<FeatureFacts> facts = new ArrayList<>();
    for (int column = 0; column < features.size(); column++) {
      float least = Float.POSITIVE_INFINITY;
      float most = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < features.count(); i++) {
        float value = features.values()[i * features.size() + column];
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
      facts.add(
          new FeatureFacts(
              features.columns().names().isEmpty() ? null : features.name(column),
              means[column],
              deviations[column],
              least,
              most));
    }
    return facts;
  }
}
