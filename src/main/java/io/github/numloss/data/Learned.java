package io.github.numloss.data;

import io.github.numloss.classes.ClassValues;

/**
 * What a model learned, as far as other examples that it is to be used on have to fit it.
 *
 * @param input the shape of an example
 * @param columns its features; {@link FeatureColumns#NONE} of pictures
 * @param classValues the number that each class stands for
 */
public record Learned(InputShape input, FeatureColumns columns, ClassValues classValues) {
  /**
   * Checks that names and substitutes are as many as the features.
   *
   * @throws IllegalArgumentException if they are not
   */
  public Learned {
    columns.requireCount(input.isPicture() ? 0 : input.count());
  }

  /**
   * Gives it of training examples.
   *
   * @param train the examples
   * @return what a model of them learned
   */
  public static Learned of(Examples train) {
    return new Learned(
        train.inputs().shape(),
        train.inputs() instanceof Features features ? features.columns() : FeatureColumns.NONE,
        train.classValues());
  }
}
