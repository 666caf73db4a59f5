package io.github.numloss.classes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.numloss.check.Check;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much a training example counts by its class: a number for each, or numbers that make all
 * classes count the same. In JSON the text {@code "balanced"}, or an object of weights by class
 * value, such as {@code {"1": 0.5, "2": 4}}.
 */
public final class ClassWeights {
  /** The name of the weights that make all classes count the same. */
  public static final String BALANCED_NAME = "balanced";

  /** Makes all classes count the same, however many examples they have. */
  public static final ClassWeights BALANCED = new ClassWeights(Map.of());

  /** By class value; empty if they are balanced. */
  private final TreeMap<Float, Double> byValue;

  private ClassWeights(Map<Float, Double> byValue) {
    this.byValue = new TreeMap<>();
    byValue.forEach((value, weight) -> this.byValue.put(unsigned(value), weight));
  }

  /**
   * Takes the weight of each class.
   *
   * @param byValue the weights by class value
   * @return them
   * @throws IllegalArgumentException if there are none, a class value is not finite, a weight is
   *     not finite or below 0, or all are 0
   */
  public static ClassWeights of(Map<Float, Double> byValue) {
    Check.that(!byValue.isEmpty(), "there are no class weights");
    byValue.forEach(
        (value, weight) -> {
          Check.that(Float.isFinite(value), "a class value is %s, expected a finite number", value);
          Check.that(
              weight >= 0 && Double.isFinite(weight),
              "the weight of class value %s is %s, expected a finite number of at least 0",
              value,
              weight);
        });
    Check.that(byValue.values().stream().anyMatch(weight -> weight > 0), "all class weights are 0");
    return new ClassWeights(byValue);
  }

  /** Takes the sign off −0, which a map tells from 0. */
  private static float unsigned(float value) {
    return value + 0f;
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ClassWeights read(JsonNode json) {
    if (json.isTextual() && json.textValue().equals(BALANCED_NAME)) {
      return BALANCED;
    }
    Check.that(
        json.isObject(),
        "found %s, expected \"balanced\" or an object of weights by class value",
        json);
    Map<Float, Double> byValue = new LinkedHashMap<>();
    json.properties()
        .forEach(
            field -> {
              Check.that(
                  field.getValue().isNumber(),
                  "the weight of class value %s is %s, expected a number",
                  field.getKey(),
                  field.getValue());
              Double before = byValue.put(value(field.getKey()), field.getValue().doubleValue());
              Check.that(before == null, "class value %s is there twice", field.getKey());
            });
    return of(byValue);
  }

  private static float value(String text) {
    try {
      return unsigned(Float.parseFloat(text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "found the class value '%s', expected a number".formatted(text), e);
    }
  }

  @JsonValue
  Object json() {
    if (byValue.isEmpty()) {
      return BALANCED_NAME;
    }
    Map<String, Double> fields = new LinkedHashMap<>();
    byValue.forEach((value, weight) -> fields.put(value.toString(), weight));
    return fields;
  }

  /**
   * Tells whether they make all classes count the same.
   *
   * @return whether they do
   */
  public boolean areBalanced() {
    return byValue.isEmpty();
  }

  /**
   * Gives the weight of each class. The balanced ones are {@code N / (K n_k)}, as those of
   * scikit-learn's {@code compute_class_weight} (with {@code sample_weight}): n_k is the number of
   * examples of class k, or the sum of their weights, N that of all, and K the number of classes
   * that have any. A class without has the weight 0.
   *
   * @param classValues the number that each of the classes stands for
   * @param totals [classes], the number of examples to learn of each class, or the sum of their
   *     weights
   * @return [classes]
   * @throws IllegalArgumentException if a class has no weight, or a weight no class
   */
  public double[] of(ClassValues classValues, double[] totals) {
    double[] weights = new double[totals.length];
    if (areBalanced()) {
      double all = Arrays.stream(totals).sum();
      long present = Arrays.stream(totals).filter(total -> total > 0).count();
      Arrays.setAll(weights, k -> totals[k] > 0 ? all / (present * totals[k]) : 0);
      return weights;
    }
    TreeMap<Float, Double> left = new TreeMap<>(byValue);
    for (int k = 0; k < weights.length; k++) {
      float value = unsigned(classValues.at(k));
      Double weight = left.remove(value);
      if (weight == null) {
        throw new IllegalArgumentException(
            "the class weights have none for class %s, class value %s".formatted(k, value));
      }
      weights[k] = weight;
    }
    Check.that(
        left.isEmpty(),
        "the class weights have one for %s, which is no class value: these are %s",
        left.isEmpty() ? null : left.firstKey(),
        classValues);
    return weights;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassWeights that && byValue.equals(that.byValue);
  }

  @Override
  public int hashCode() {
    return byValue.hashCode();
  }

  @Override
  public String toString() {
    return json().toString();
  }
}
