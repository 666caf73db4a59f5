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
   * Picks examples without taking memory for pictures.
   *
   * @param indices which ones; not copied
   * @return them, in that order
   */
  Inputs view(int[] indices);

  /**
   * Puts other examples behind these.
   *
   * @param others the others, of the same shape
   * @return all of them
   * @throws IllegalArgumentException if they have another shape
   */
  Inputs and(Inputs others);

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
