package io.github.numloss.data;

/** What a network takes, of some examples: pictures or features. */
public sealed interface Inputs permits Images, Features {
  /**
   * Gives the number of examples.
   *
   * @return how many
   */
  int count();

  /**
   * Gives the shape of one example.
   *
   * @return the shape
   */
  InputShape shape();

  /**
   * Picks examples.
   *
   * @param indices which ones
   * @return copies of them, in that order
   */
  Inputs select(int[] indices);

  /**
   * Takes examples from the start.
   *
   * @param most how many at most
   * @return copies of them, or these examples if there are no more
   */
  Inputs first(int most);

  /**
   * Gives examples as the numbers that a network takes.
   *
   * @param from the first one
   * @param count how many
   * @return [count, …shape] in row-major order: pixels 0 … 255, or features
   */
  float[] numbers(int from, int count);
}
