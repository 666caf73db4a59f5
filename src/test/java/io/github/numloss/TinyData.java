package io.github.numloss;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import io.github.numloss.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small images that are easily learned: a bright bar whose row tells the class, in noise. */
public final class TinyData {
  /** Rows of an image. */
  public static final int HEIGHT = 9;

  /** Columns of an image. */
  public static final int WIDTH = 8;

  private TinyData() {}

  /** Makes images of classes that follow each other. */
  public static Examples images(int count, ClassValues values, Split split) {
    RandomStream random = RandomStream.of(7, "tiny/" + split, count);
    byte[] pixels = new byte[count * HEIGHT * WIDTH];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = (i % values.count());
      int barRow = (1 + 2 * labels[i]) % HEIGHT;
      for (int row = 0; row < HEIGHT; row++) {
        for (int column = 0; column < WIDTH; column++) {
          int brightness = row == barRow ? 150 + random.nextInt(100) : random.nextInt(80);
          pixels[(i * HEIGHT + row) * WIDTH + column] = (byte) brightness;
        }
      }
    }
    Images images = new Images(count, HEIGHT, WIDTH, pixels);
    return new Examples("tiny", split, images, labels, values, List.of());
  }

  /** Writes a folder with the four files under MNIST's names, and dataset.json. */
  public static Path folder(Path folder, int trainCount, int testCount, ClassValues values)
      throws IOException {
    Files.createDirectories(folder);
    Examples train = images(trainCount, values, Split.TRAIN);
    Examples test = images(testCount, values, Split.TEST);
    IdxFiles.writeImages(folder.resolve("train-images-idx3-ubyte"), train.images());
    IdxFiles.writeLabels(folder.resolve("train-labels-idx1-ubyte"), train.labels());
    IdxFiles.writeImages(folder.resolve("t10k-images-idx3-ubyte.gz"), test.images());
    IdxFiles.writeLabels(folder.resolve("t10k-labels-idx1-ubyte.gz"), test.labels());
    Files.writeString(
        folder.resolve("dataset.json"),
        "{\"schemaVersion\": 1, \"name\": \"tiny\", \"classValues\": %s}".formatted(values));
    return folder;
  }
}
