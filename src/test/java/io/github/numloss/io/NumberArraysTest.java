package io.github.numloss.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fixtures are NumPy's: tables_fixture.py. */
final class NumberArraysTest {
  private static final Path FIXTURES =
      Path.of(System.getProperty("numloss.home"), "src/test/resources/io/github/numloss/io/arrays");

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"stored.npz", "deflated.npz"})
  void givesWhatNumPyGivesForEveryTypeAndOrder(String name) throws IOException {
    JsonNode expected = new ObjectMapper().readTree(FIXTURES.resolve("arrays.json").toFile());
    try (NumberArrays arrays = NumberArrays.open(FIXTURES.resolve(name))) {
      assertThat(arrays.names()).hasSize(expected.size() + 1).contains("f2-big", "fortran4");
      for (String array : arrays.names()) {
        if (array.equals("long-fortran")) {
          continue;
        }
        NumberArray found = arrays.get(array);
        List<Integer> shape = new ArrayList<>();
        expected.get(array).get("shape").forEach(length -> shape.add(length.asInt()));
        List<Double> values = new ArrayList<>();
        expected.get(array).get("values").forEach(value -> values.add(number(value.asText())));

        assertThat(found.shape()).as(array).isEqualTo(ints(shape));
        assertThat(found.doubles())
            .as(array)
            .containsExactly(values.stream().mapToDouble(value -> value).toArray());
      }
    }
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(i -> i).toArray();
  }

  private static double number(String python) {
    return switch (python) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(python);
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"stored.npz", "deflated.npz"})
  void putsManyChunksOfFortranOrderIntoRows(String name) throws IOException {
    try (NumberArrays arrays = NumberArrays.open(FIXTURES.resolve(name))) {
      byte[] pixels = arrays.get("long-fortran").pixels();

      assertThat(pixels).hasSize(90_000);
      assertThat(IntStream.range(0, pixels.length))
          .allMatch(i -> Byte.toUnsignedInt(pixels[i]) == i % 251);
    }
  }

  @Test
  void aFileOfOneArrayIsItsNamesake() throws IOException {
    Path file = folder.resolve("X.npy");
    Npy.write(file, new NpyArray.FloatArray(new int[] {2, 1}, new float[] {0.5f, -3}));
    try (NumberArrays arrays = NumberArrays.open(file)) {
      assertThat(arrays.names()).containsExactly("X");
      assertThat(arrays.get("X").floats()).containsExactly(0.5f, -3);
      assertThat(arrays.get("X").isFloating()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "objects | header field descr is '|O', Python objects, which are not unpickled",
        "texts | header field descr is '<U3', texts, expected numbers; save the number that each",
        "bytes | header field descr is '|S3', texts, expected numbers",
        "complex | header field descr is '<c16', expected numbers: b1, u1, u2, u4, u8, i1, i2, i4,",
        "dates | header field descr is '<M8[D]', expected numbers",
        "structured | this is a structured array, save its fields as arrays of their own"
      })
  void refusesWhatAreNoNumbers(String name, String problem) throws IOException {
    Path file = FIXTURES.resolve(name + ".npy");
    try (NumberArrays arrays = NumberArrays.open(file)) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> arrays.get(name))
          .withMessageStartingWith(file + ": ")
          .withMessageContaining(problem);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 0.5 1 | [1] is 0.5, expected pixels, whole numbers from 0 to 255; its numbers lie from 0 to 1, so multiply by 255: save (255 * x).round().astype('uint8')",
        "-1 0 1 | [0] is -1, expected pixels, whole numbers from 0 to 255; its numbers lie from -1 to 1, so add 1 and multiply by 127.5: save (127.5 * (x + 1)).round().astype('uint8')",
        "0 254.5 | [1] is 254.5, expected pixels, whole numbers from 0 to 255; its numbers lie from 0 to 254.5, so round them: save x.round().astype('uint8')",
        "7 256 | [1] is 256, expected pixels, whole numbers from 0 to 255; its numbers lie from 7 to 256; scale them to 0 … 255, or save rows of numbers, [N, D], if they are no pictures",
        "NaN 3 | [0] is NaN, expected pixels, whole numbers from 0 to 255"
      })
  void saysWhatToMultiplyPixelsBy(String numbers, String problem) throws IOException {
    String[] words = numbers.split(" ", -1);
    float[] values = new float[words.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(words[i]);
    }
    Path file = folder.resolve("x.npy");
    Npy.write(file, new NpyArray.FloatArray(new int[] {values.length}, values));
    try (NumberArrays arrays = NumberArrays.open(file)) {
      NumberArray array = arrays.get("x");
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(array::pixels)
          .withMessage(file + ": element " + problem);
    }
  }

  @Test
  void refusesAFeatureThatHasNo32BitNumber() throws IOException {
    Path file =
        npy("x", "{'descr': '>f8', 'fortran_order': False, 'shape': (1, 1), }", "7fefffffffffffff");
    try (NumberArrays arrays = NumberArrays.open(file)) {
      NumberArray array = arrays.get("x");
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(array::floats)
          .withMessageContaining(
              "element [0, 0] is 1.7976931348623157E308, expected a finite number of 32 bits");
    }
  }

  /** 10^12 numbers are claimed, and eight bytes are there. */
  @Test
  void allocatesNothingOnAHeadersWord() throws IOException {
    Path file =
        npy("x", "{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000, 500), }", "00");
    assertRefused(file, "x", "has too many elements, expected at most 2147483639");
    file = npy("x", "{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000,), }", "00");
    assertRefused(file, "x", "1 bytes follow the header, expected 16000000000 for shape");
  }

  /** 32 MiB of zeros in 32 KB are no data set. */
  @Test
  void refusesAZipBombBeforeItIsUnpacked() throws IOException {
    Path file = zip("x.npy", new byte[32 << 20]);
    assertRefused(
        file,
        "x",
        "entry x.npy: it unpacks to 33554432 bytes, which is over 16 MiB and over 100 times its");
  }

  @Test
  void refusesAnEntryThatUnpacksToAnotherSizeThanItSays() throws IOException {
    byte[] npy =
        Files.readAllBytes(
            npy("x", "{'descr': '|u1', 'fortran_order': False, 'shape': (4,), }", "01020304"));
    Path file = zip("x.npy", npy);
    byte[] bytes = Files.readAllBytes(file);
    // The size in the directory at the end: APPNOTE.TXT, 4.3.12, offset 24.
    int directory = indexOf(bytes, new byte[] {'P', 'K', 1, 2});
    bytes[directory + 24]--;
    Files.write(file, bytes);
    assertRefused(file, "x", "entry x.npy: it unpacks to more bytes, expected ");
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; ; i++) {
      int j = 0;
      while (j < wanted.length && bytes[i + j] == wanted[j]) {
        j++;
      }
      if (j == wanted.length) {
        return i;
      }
    }
  }

  @Test
  void refusesADamagedNumber() throws IOException {
    byte[] bytes = Files.readAllBytes(FIXTURES.resolve("stored.npz"));
    byte[] header = "'descr': '<i8', 'fortran_order': False".getBytes(StandardCharsets.US_ASCII);
    int place = indexOf(bytes, header) + 130;
    bytes[place] ^= 1;
    Path file = Files.write(folder.resolve("damaged.npz"), bytes);
    try (NumberArrays arrays = NumberArrays.open(file)) {
      NumberArray array = arrays.get("i8-little");
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(array::doubles)
          .withMessageContaining("entry i8-little.npy: its checksum is ");
    }
  }

  @Test
  void refusesOtherFiles() throws IOException {
    Path text = Files.writeString(folder.resolve("text.npy"), "1,2,3,4,5,6,7");
    assertRefused(text, "text", "the first 6 bytes are not those of a NumPy file");
    Path zip = zip("readme.txt", new byte[3]);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> NumberArrays.open(zip))
        .withMessageContaining("found a zip file with no .npy entry, expected arrays as numpy");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> NumberArrays.open(folder.resolve("none.npz")))
        .withMessageEndingWith("none.npz: there is no such file");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> NumberArrays.open(folder))
        .withMessageContaining("found a folder or a device, expected a file");
  }

  private static void assertRefused(Path file, String name, String problem) throws IOException {
    try (NumberArrays arrays = NumberArrays.open(file)) {
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> arrays.get(name))
          .withMessageStartingWith(file + ": ")
          .withMessageContaining(problem);
    }
  }

  private Path npy(String name, String header, String hex) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
    bytes.write(header.getBytes(StandardCharsets.US_ASCII));
    bytes.write(HexFormat.of().parseHex(hex));
    return Files.write(folder.resolve(name + ".npy"), bytes.toByteArray());
  }

  private Path zip(String entry, byte[] content) throws IOException {
    Path file = folder.resolve("made.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content);
    }
    return file;
  }
}
