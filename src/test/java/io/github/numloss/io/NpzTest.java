package io.github.numloss.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.numloss.io.NpyArray.FloatArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"savez.npz", "plain.npz"})
  void readsWhatNumPyWrites(String name) throws IOException {
    assertWeights(Npz.read(fixture(name)));
  }

  @Test
  void writesTheBytesOfAPlainNumPyFileInEveryTimeZone() throws IOException {
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone : new String[] {"UTC", "Asia/Tokyo", "America/Los_Angeles"}) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        Npz.write(folder.resolve("copy.npz"), weights());

        assertThat(folder.resolve("copy.npz")).hasSameBinaryContentAs(fixture("plain.npz"));
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }

  @Test
  void keepsTheOrderAndEveryBit() throws IOException {
    float[] values = {Float.NaN, -0f, Float.MIN_VALUE, Float.NEGATIVE_INFINITY};
    Map<String, FloatArray> arrays = new LinkedHashMap<>();
    arrays.put("z", new FloatArray(new int[] {4}, values));
    arrays.put("a/b.c-d_1", new FloatArray(new int[] {0, 3}, new float[0]));
    Path file = folder.resolve("weights.npz");

    Npz.write(file, arrays);
    Map<String, FloatArray> read = Npz.read(file);

    assertThat(read.keySet()).containsExactly("z", "a/b.c-d_1");
    assertThat(read.get("z").values()).containsExactly(values);
    assertThat(read.get("a/b.c-d_1").shape()).containsExactly(0, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "../a", "a/../b", "a//b", ".a", "a b", "a\\b", "ä"})
  void refusesNamesThatCouldBeMistaken(String name) throws IOException {
    FloatArray array = new FloatArray(new int[0], new float[1]);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Npz.write(folder.resolve("names.npz"), Map.of(name, array)))
        .withMessageContaining("'" + name + "'");
    assertFault(zip(name + ".npy", new byte[0]), "entry " + name + ".npy: expected a name");
  }

  @Test
  void refusesEntriesThatAreNotArrays() throws IOException {
    assertFault(zip("notes.txt", new byte[0]), "entry notes.txt: expected a name");
    assertFault(zip("a.npy", new byte[0]), "entry a.npy: ends at byte 0, expected 8 bytes");
    assertFault(
        zip("a.npy", Files.readAllBytes(fixture("longs.npy"))),
        "entry a.npy: header field descr is '<i8', expected '<f4'");
  }

  @Test
  void refusesCompressedEntries() {
    assertFault(
        fixture("savez-compressed.npz"),
        "entry dense/kernel.npy: is compressed, expected a stored one; use numpy.savez");
  }

  @Test
  void refusesOtherFiles() throws IOException {
    assertFault(folder.resolve("none.npz"), "there is no such file");
    assertFault(fixture("floats.npy"), "is not a whole zip file");
    assertFault(Files.write(folder.resolve("empty.npz"), new byte[0]), "is not a whole zip file");
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] whole = Files.readAllBytes(fixture("plain.npz"));
    for (int length = 0; length < whole.length; length++) {
      assertFault(Files.write(folder.resolve("cut.npz"), Arrays.copyOf(whole, length)), "");
    }
  }

  @Test
  void aDamagedByteIsAFaultOrChangesNoNumber() throws IOException {
    byte[] whole = Files.readAllBytes(fixture("plain.npz"));
    Path file = folder.resolve("damaged.npz");
    int faults = 0;
    for (int i = 0; i < whole.length; i++) {
      for (int bit : new int[] {0x01, 0x80, 0xff}) {
        byte[] damaged = whole.clone();
        damaged[i] ^= (byte) bit;
        Files.write(file, damaged);
        try {
          assertThat(Npz.read(file).values())
              .flatExtracting(array -> floats(array.values()))
              .isSubsetOf(1f, 2f, 3f, 4f, 5f, 6f, 0.5f, -0.5f, 7f);
        } catch (DataException e) {
          faults++;
        }
      }
    }
    assertThat(faults).isGreaterThan(whole.length);
  }

  private static List<Float> floats(float[] values) {
    List<Float> list = new ArrayList<>();
    for (float value : values) {
      list.add(value);
    }
    return list;
  }

  private Path zip(String name, byte[] content) throws IOException {
    Path file = folder.resolve("made.npz");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      ZipEntry entry = new ZipEntry(name);
      CRC32 crc = new CRC32();
      crc.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
    }
    return file;
  }

  private static Map<String, FloatArray> weights() {
    Map<String, FloatArray> weights = new LinkedHashMap<>();
    weights.put("dense/kernel", new FloatArray(new int[] {3, 2}, new float[] {1, 2, 3, 4, 5, 6}));
    weights.put("dense/bias", new FloatArray(new int[] {2}, new float[] {0.5f, -0.5f}));
    weights.put("step", new FloatArray(new int[0], new float[] {7}));
    return weights;
  }

  private static void assertWeights(Map<String, FloatArray> found) {
    Map<String, FloatArray> expected = weights();
    assertThat(found.keySet()).containsExactlyElementsOf(expected.keySet());
    expected.forEach(
        (name, array) -> {
          assertThat(found.get(name).shape()).containsExactly(array.shape());
          assertThat(found.get(name).values()).containsExactly(array.values());
        });
  }

  private static void assertFault(Path file, String problem) {
    assertThatThrownBy(() -> Npz.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(problem);
  }

  private static Path fixture(String name) {
    return Path.of("src/test/resources/io/github/numloss/io", name);
  }
}
