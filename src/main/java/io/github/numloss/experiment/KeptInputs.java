package io.github.numloss.experiment;

import io.github.numloss.check.Check;
import io.github.numloss.data.Features;
import io.github.numloss.data.Images;
import io.github.numloss.data.Inputs;
import io.github.numloss.data.Pixels;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Npy;
import io.github.numloss.io.NpyArray.ByteArray;
import io.github.numloss.io.NpyArray.FloatArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The pictures or features that a trial keeps of its test set, by which an export is checked:
 * images.npy, uint8 [N,H,W] or [N,H,W,C], or features.npy, float32 [N,D].
 */
final class KeptInputs {
  private static final String IMAGES = "images.npy";
  private static final String FEATURES = "features.npy";

  private KeptInputs() {}

  /** Writes them into a folder, and gives the file's name. */
  static String write(Inputs inputs, Path folder) throws IOException {
    List<Integer> one = inputs.shape().sizes();
    int[] shape = new int[one.size() + 1];
    shape[0] = inputs.count();
    for (int i = 0; i < one.size(); i++) {
      shape[i + 1] = one.get(i);
    }
    if (inputs instanceof Images images) {
      Npy.write(folder.resolve(IMAGES), new ByteArray(shape, images.bytes()));
      return IMAGES;
    }
    float[] numbers = inputs.numbers(0, inputs.count());
    Npy.write(folder.resolve(FEATURES), new FloatArray(shape, numbers));
    return FEATURES;
  }

  /** Gives the name of the file that is in a folder, if there is one. */
  static Optional<String> find(Path folder) {
    return List.of(IMAGES, FEATURES).stream()
        .filter(name -> Files.exists(folder.resolve(name)))
        .findFirst();
  }

  /** Reads such a file. */
  static Inputs read(Path file) throws IOException {
    try {
      return file.endsWith(IMAGES) ? images(file) : features(file);
    } catch (IllegalArgumentException e) {
      throw new DataException(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static Images images(Path file) throws IOException {
    ByteArray array = Npy.read(file, ByteArray.class);
    int[] shape = array.shape();
    Check.that(
        shape.length == 3 || shape.length == 4,
        "header field shape is %s, expected 3 or 4 sizes",
        Arrays.toString(shape));
    int channels = shape.length == 3 ? 1 : shape[3];
    return new Images(shape[0], shape[1], shape[2], channels, Pixels.of(array.values()));
  }

  private static Features features(Path file) throws IOException {
    FloatArray array = Npy.read(file, FloatArray.class);
    int[] shape = array.shape();
    Check.that(
        shape.length == 2, "header field shape is %s, expected 2 sizes", Arrays.toString(shape));
    return new Features(shape[0], shape[1], array.values());
  }
}
