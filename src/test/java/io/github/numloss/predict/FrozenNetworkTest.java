package io.github.numloss.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.data.Features;
import io.github.numloss.data.Images;
import io.github.numloss.data.Pixels;
import io.github.numloss.device.Hardware;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Npy;
import io.github.numloss.io.NpyArray.ByteArray;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.source.CacheFolder;
import io.github.numloss.source.VectorCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.ConfigProto;

/** A network that Keras exported, and what Keras gives; made by frozen_fixture.py. */
final class FrozenNetworkTest {
  private static final Path FIXTURES =
      Path.of(System.getProperty("numloss.home"))
          .resolve("src/test/resources/io/github/numloss/predict/frozen");

  private static final Path KERAS = FIXTURES.resolve("keras");
  private static final ConfigProto CPU = Hardware.cpu().sessionConfig();

  @TempDir private Path folder;

  private static Images images() throws IOException {
    byte[] pixels = Npy.read(FIXTURES.resolve("images.npy"), ByteArray.class).values();
    return new Images(20, 9, 8, pixels);
  }

  private static float[] expected() throws IOException {
    return Npy.read(FIXTURES.resolve("vectors.npy"), FloatArray.class).values();
  }

  private List<Features> vectors(Images... sets) throws IOException {
    return FrozenNetwork.open(KERAS, null, CPU)
        .vectors(List.of(sets), new VectorCache(new CacheFolder(folder)), CPU);
  }

  @Test
  void vectorsAreThoseOfKeras() throws IOException {
    Features vectors = vectors(images()).get(0);
    assertThat(vectors.size()).isEqualTo(5);
    assertThat(vectors.values()).containsExactly(expected(), within(1e-4f));
  }

  /** However the same pictures are divided, one file has the vectors. */
  @Test
  void vectorsAreMadeOnce() throws IOException {
    Images images = images();
    Features all = vectors(images).get(0);
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.toList().get(0);
    }
    FileTime longAgo = FileTime.fromMillis(0);
    Files.setLastModifiedTime(file, longAgo);
    byte[] bytes = Files.readAllBytes(file);
    int[] some = {3, 19, 3, 0};
    int[] rest = {1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
    List<Features> divided = vectors(images.view(some), images.view(rest));
    assertThat(folder).isDirectoryContaining(file::equals);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
    assertThat(divided.get(0).values()).containsExactly(all.select(some).values());
    assertThat(divided.get(1).values()).containsExactly(all.select(rest).values());
    Files.write(file, Arrays.copyOf(bytes, 50));
    assertThat(vectors(images).get(0).values()).containsExactly(all.values());
    assertThat(file).hasBinaryContent(bytes);
  }

  @Test
  void otherPicturesAreRefused() {
    Images colours = new Images(1, 9, 8, 3, Pixels.of(new byte[9 * 8 * 3]));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> vectors(colours))
        .withMessage(
            KERAS
                + ": it takes DT_FLOAT of [-1, 9, 8, 1], but the data has images of 9 x 8 x 3 of"
                + " numbers from 0 to 255; bring pictures to its size with --size, or take another"
                + " network");
  }

  @Test
  void anOutputIsNamed() throws IOException {
    assertThat(FrozenNetwork.open(KERAS, "output_0", CPU).hash())
        .isEqualTo(FrozenNetwork.open(KERAS, null, CPU).hash());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> FrozenNetwork.open(KERAS, "logits", CPU))
        .withMessage(
            KERAS
                + ": it has no output and no operation 'logits', expected one of output_0, or an"
                + " operation of its graph");
  }
}
