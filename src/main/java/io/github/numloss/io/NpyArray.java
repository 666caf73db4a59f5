package io.github.numloss.io;

/** An array of numbers of any shape, as a NumPy file holds it. */
public sealed interface NpyArray {
  /**
   * Gives the length of each dimension, outermost first.
   *
   * @return up to 8 lengths, none for a single number; not copied
   */
  int[] shape();

  /**
   * 32-bit floating-point numbers, {@code <f4}.
   *
   * @param shape the length of each dimension, outermost first, at most 8; not copied
   * @param values the numbers in row-major order; not copied
   */
  record FloatArray(int[] shape, float[] values) implements NpyArray {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if the shape does not have as many elements as there are
     */
    public FloatArray {
      NpyHeader.check(shape, values.length);
    }
  }

  /**
   * Unsigned bytes, {@code |u1}.
   *
   * @param shape the length of each dimension, outermost first, at most 8; not copied
   * @param values the bytes in row-major order; not copied
   */
  record ByteArray(int[] shape, byte[] values) implements NpyArray {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if the shape does not have as many elements as there are
     */
    public ByteArray {
      NpyHeader.check(shape, values.length);
    }
  }

  /**
   * 64-bit integers, {@code <i8}.
   *
   * @param shape the length of each dimension, outermost first, at most 8; not copied
   * @param values the numbers in row-major order; not copied
   */
  record LongArray(int[] shape, long[] values) implements NpyArray {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if the shape does not have as many elements as there are
     */
    public LongArray {
      NpyHeader.check(shape, values.length);
    }
  }
}
