package io.github.numloss.train;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Images;
import java.util.List;
import java.util.Random;

/** Small images whose brightness tells their class. */
final class SyntheticImages {
  private SyntheticImages() {}

  /** Makes images of four classes, each pixel 40 + 50 · class, give or take 20. */
  static Examples brightness(long seed, int count, int side) {
    Random random = new Random(seed);
    byte[] pixels = new byte[count * side * side];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (byte) random.nextInt(4);
      for (int p = 0; p < side * side; p++) {
        pixels[i * side * side + p] = (byte) (20 + 50 * labels[i] + random.nextInt(41));
      }
    }
    return new Examples(
        "synthetic",
        Examples.Split.TRAIN,
        new Images(count, side, side, pixels),
        labels,
        ClassValues.range(4),
        List.of());
  }
}
