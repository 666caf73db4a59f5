package io.github.numloss.random;

import io.github.numloss.check.Check;

/**
 * A stream of random numbers that follows from (seed, purpose, index) and is the same on every
 * Java: SplitMix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA
 * 2014).
 *
 * <p>With γ = 0x9e3779b97f4a7c15 and {@code mix} the output function of SplitMix64, the state at
 * the start is h after: h = mix(seed + γ); for each UTF-16 unit c of the purpose, h = mix((h ^ c) +
 * γ); h = mix((h ^ index) + γ). Streams that differ in any of the three are unrelated.
 */
public final class RandomStream {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private long state;

  RandomStream(long state) {
    this.state = state;
  }

  /**
   * Starts a stream.
   *
   * @param seed the seed of the run
   * @param purpose what the numbers are for, such as "order"
   * @param index which of the streams for that purpose, such as the epoch
   * @return the stream, at its start
   */
  public static RandomStream of(long seed, String purpose, long index) {
    long hash = mix(seed + GAMMA);
    for (int i = 0; i < purpose.length(); i++) {
      hash = mix((hash ^ purpose.charAt(i)) + GAMMA);
    }
    return new RandomStream(mix((hash ^ index) + GAMMA));
  }

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /**
   * Gives 64 random bits.
   *
   * @return any long, each as likely
   */
  public long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /**
   * Gives a number from 0 to bound − 1, each exactly as likely (Lemire, "Fast Random Integer
   * Generation in an Interval", 2019).
   *
   * @param bound how many numbers there are to choose from, at least 1
   * @return one of them
   * @throws IllegalArgumentException if the bound is less than 1
   */
  public int nextInt(int bound) {
    Check.atLeast(1, "bound", bound);
    long uneven = (1L << 32) % bound;
    long product;
    do {
      product = (nextLong() >>> 32) * bound;
    } while ((product & 0xffffffffL) < uneven);
    return (int) (product >>> 32);
  }

  /**
   * Gives a number from 0 to below 1, a multiple of 2^−53.
   *
   * @return the number
   */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Shuffles 0, 1, … n − 1 (Fisher and Yates), every order as likely. */
  int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
