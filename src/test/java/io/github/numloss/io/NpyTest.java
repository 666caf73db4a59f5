package io.github.numloss.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.numloss.io.NpyArray.ByteArray;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.io.NpyArray.LongArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
  private static final int VERSION_1_TEXT = 10;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"floats.npy", "floats-v2.npy", "floats-v3.npy"})
  void readsEveryVersionThatNumPyWrites(String name) throws IOException {
    FloatArray array = Npy.read(fixture(name), FloatArray.class);

    assertThat(array.shape()).containsExactly(2, 3);
    assertThat(array.values())
        .containsExactly(0, -1.5f, 3.25f, Float.MIN_VALUE, Float.POSITIVE_INFINITY, 16777216);
  }

  @Test
  void readsBytesAsUnsigned() throws IOException {
    ByteArray array = Npy.read(fixture("bytes.npy"), ByteArray.class);

    assertThat(array.shape()).containsExactly(5);
    assertThat(array.values()).containsExactly(0, 1, 127, 128, 255);
  }

  @Test
  void readsLongs() throws IOException {
    LongArray array = Npy.read(fixture("longs.npy"), LongArray.class);

    assertThat(array.shape()).containsExactly(2, 2, 1);
    assertThat(array.values()).containsExactly(0, -1, 1L << 62, Long.MIN_VALUE);
  }

  @Test
  void readsOneNumberAndNone() throws IOException {
    FloatArray scalar = Npy.read(fixture("scalar.npy"), FloatArray.class);
    FloatArray empty = Npy.read(fixture("empty.npy"), FloatArray.class);

    assertThat(scalar.shape()).isEmpty();
    assertThat(scalar.values()).containsExactly(2.5f);
    assertThat(empty.shape()).containsExactly(0, 10);
    assertThat(empty.values()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"floats,FloatArray", "bytes,ByteArray", "longs,LongArray", "scalar,FloatArray"})
  void writesTheBytesOfNumPy(String name, String kind) throws IOException {
    Path source = fixture(name + ".npy");
    Class<? extends NpyArray> arrayClass =
        switch (kind) {
          case "FloatArray" -> FloatArray.class;
          case "ByteArray" -> ByteArray.class;
          default -> LongArray.class;
        };

    NpyArray array = Npy.read(source, arrayClass);
    Npy.write(folder.resolve("copy.npy"), array);

    assertThat(folder.resolve("copy.npy")).hasSameBinaryContentAs(source);
  }

  @Test
  void keepsArraysOfManyChunks() throws IOException {
    float[] values = new float[100_003];
    long[] longs = new long[values.length];
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 7f;
      longs[i] = (long) i << 20;
      bytes[i] = (byte) i;
    }
    int[] shape = {values.length};
    Path file = folder.resolve("many.npy");

    Npy.write(file, new FloatArray(shape, values));
    assertThat(Npy.read(file, FloatArray.class).values()).containsExactly(values);
    Npy.write(file, new LongArray(shape, longs));
    assertThat(Npy.read(file, LongArray.class).values()).containsExactly(longs);
    Npy.write(file, new ByteArray(shape, bytes));
    assertThat(Npy.read(file, ByteArray.class).values()).containsExactly(bytes);
  }

  @Test
  void namesTheTypeThatIsNotWanted() {
    assertFault(fixture("longs.npy"), "header field descr is '<i8', expected '<f4'");
    assertFault(fixture("doubles.npy"), "header field descr is '<f8', expected '<f4'");
  }

  @Test
  void refusesColumnMajorArrays() {
    assertFault(fixture("fortran.npy"), "fortran_order is True, expected False");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertFault(folder.resolve("none.npy"), "there is no such file");
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] whole = Files.readAllBytes(fixture("floats.npy"));
    for (int length = 0; length < whole.length; length++) {
      assertFault(written(Arrays.copyOf(whole, length)), "");
    }
    assertFault(
        written(Arrays.copyOf(whole, whole.length - 4)),
        "20 bytes follow the header, expected 24 for shape [2, 3]");
  }

  @Test
  void refusesBytesAfterTheArray() throws IOException {
    byte[] whole = Files.readAllBytes(fixture("floats.npy"));

    assertFault(written(Arrays.copyOf(whole, whole.length + 1)), "25 bytes follow the header");
  }

  @Test
  void refusesOtherFiles() throws IOException {
    assertFault(
        written("{\"schemaVersion\": 1}".getBytes(StandardCharsets.US_ASCII)),
        "the first 6 bytes are not those of a NumPy file");
    byte[] whole = Files.readAllBytes(fixture("floats.npy"));
    whole[6] = 4;
    assertFault(written(whole), "format version at byte 6 is 4, expected 1, 2 or 3");
  }

  @Test
  void refusesALongHeaderUnread() throws IOException {
    byte[] whole = Files.readAllBytes(fixture("floats-v2.npy"));
    whole[11] = (byte) 0xff;

    assertFault(written(whole), "header length at byte 8 is 4278190196, expected at most 10000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "(2147483647, 2147483647) | has too many elements",
        "(2147483647, 2147483647, 2147483647, 2147483647) | has too many elements",
        "(2000000000,) | 0 bytes follow the header, expected 8000000000",
        "(2147483648,) | header field shape is (2147483648,), expected a tuple of lengths",
        "(99999999999999999999,) | expected a tuple of lengths",
        "(1,1,1,1,1,1,1,1,1) | shape has 9 dimensions, expected at most 8",
        "(-1,) | expected a dict",
        "(3) | expected a tuple of lengths",
        "(3,,) | expected a tuple of lengths",
        "(,) | expected a tuple of lengths",
        "3 | expected a dict"
      })
  void refusesImpossibleShapes(String shape, String problem) throws IOException {
    assertFault(
        withHeader("{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }"), problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{'descr': '<f4', 'fortran_order': False}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (), 'more': True}",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': ()}",
        "{'descr': '<f4' 'fortran_order': False, 'shape': ()}",
        "{'descr': True, 'fortran_order': False, 'shape': ()}",
        "{'descr': '<f4', 'fortran_order': 'x', 'shape': ()}",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': ()}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': ()} x"
      })
  void refusesOtherHeaders(String text) throws IOException {
    assertFault(withHeader(text), "header is \"" + text + "\", expected a dict");
  }

  @Test
  void takesKeysInAnyOrderAndEitherQuotes() throws IOException {
    Path file =
        withHeader("{\"shape\":(0 , 3),\"fortran_order\" : False , \"descr\": \"<f4\"}   \n");

    assertThat(Npy.read(file, FloatArray.class).shape()).containsExactly(0, 3);
  }

  @Test
  void arraysHaveAsManyElementsAsTheirShapeSays() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FloatArray(new int[] {2, 3}, new float[5]))
        .withMessage("shape [2, 3] needs another number of elements than 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LongArray(new int[] {-1, -1}, new long[1]));
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteArray(new int[9], new byte[0]));
  }

  private static void assertFault(Path file, String problem) {
    assertThatThrownBy(() -> Npy.read(file, FloatArray.class))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(problem);
  }

  private Path withHeader(String text) throws IOException {
    byte[] bytes = new byte[VERSION_1_TEXT + text.length()];
    System.arraycopy(
        new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) text.length(), 0},
        0,
        bytes,
        0,
        VERSION_1_TEXT);
    System.arraycopy(
        text.getBytes(StandardCharsets.US_ASCII), 0, bytes, VERSION_1_TEXT, text.length());
    return written(bytes);
  }

  private Path written(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("written.npy"), bytes);
  }

  private static Path fixture(String name) {
    return Path.of("src/test/resources/io/github/numloss/io", name);
  }
}
