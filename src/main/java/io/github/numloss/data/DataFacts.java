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
 * @param alwaysMedian what can be had without learning
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
    AlwaysMedian alwaysMedian) {
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
  public record AlwaysMedian(float value, double errorRate, double meanAbsoluteError) {}

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
        alwaysMedian(train, test));
  }

  private static AlwaysMedian alwaysMedian(Examples train, Examples test) {
    double[] learned = weights(train);
    double[] tested = weights(test);
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
    double sum = Arrays.stream(tested).sum();
    return new AlwaysMedian(median, 1 - tested[k] / sum, distance / sum);
  }

  /** Gives the sum of the weights of each class; its count where all examples count the same. */
  private static double[] weights(Examples examples) {
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
