package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.data.Features;
import io.github.numloss.data.Images;
import io.github.numloss.io.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IdxTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("some-ubyte");
  }

  @Test
  void readsImagesInRowMajorOrder() throws IOException {
    Files.write(file, IdxBytes.images(2, 3, 4));
    Images images = Idx.readImages(file);
    assertThat(images.count()).isEqualTo(2);
    assertThat(images.height()).isEqualTo(3);
    assertThat(images.width()).isEqualTo(4);
    assertThat(images.bytes()[1 * 12 + 2 * 4 + 3]).isEqualTo((byte) 23);
  }

  /** Made with Python: {@code struct.pack('>4i', 2, 1, 2, 3)} and so on, after the type. */
  @Test
  void readsColoursOfFourDimensions() throws IOException {
    Files.write(
        file, hex("00000804 00000002 00000001 00000002 00000003 000102030405 060708090aff"));
    Images images = Idx.readImages(file);
    assertThat(images.shape().sizes()).containsExactly(1, 2, 3);
    assertThat(images.count()).isEqualTo(2);
    assertThat(images.bytes()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 255);
  }

  @Test
  void refusesOtherNumbersOfChannels() throws IOException {
    Files.write(file, hex("00000804 00000001 00000001 00000001 00000002 0001"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Idx.readImages(file))
        .withMessage(
            file
                + ": at byte 16: dimension 4 is 2, expected 1, 3 or 4 channels (pictures, rows,"
                + " columns, channels)");
  }

  @Test
  void readsVectorsOfFeaturesOfTwoDimensions() throws IOException {
    String floats = "00000d02 00000002 00000002 3fc00000 c0000000 7fc00000 00000001";
    Files.write(file, hex(floats));
    assertThat(Idx.inputs(StoredFile.open(file), TableDescription.NONE))
        .isInstanceOfSatisfying(
            Features.class,
            features ->
                assertThat(features.values())
                    .containsExactly(1.5f, -2, Float.NaN, Float.MIN_VALUE));
    Files.write(file, hex("00000e02 00000001 00000001 7fe0000000000000"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Idx.inputs(StoredFile.open(file), TableDescription.NONE))
        .withMessageEndingWith(
            "at byte 12: value 0 is 8.98846567431158E307, expected a finite number of 32 bits");
  }

  @Test
  void readsSeveralLabelsOfAnExample() throws IOException {
    Files.write(file, hex("00000c02 00000002 00000002 00000007 ffffffff 00000009 00010000"));
    Idx.Targets targets = Idx.targets(StoredFile.open(file));
    assertThat(targets.columns()).isEqualTo(2);
    assertThat(targets.values()).containsExactly(7, -1, 9, 65536);
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text.replace(" ", ""));
  }

  @Test
  void tellsGzipByItsContentAndNotByItsName() throws IOException {
    Files.write(file, IdxBytes.gzip(IdxBytes.labels(7, 8, 255)));
    assertThat(Idx.readLabels(file)).containsExactly(7, 8, 255);
    Path named = folder.resolve("plain.gz");
    Files.write(named, IdxBytes.labels(7, 8, 255));
    assertThat(Idx.readLabels(named)).containsExactly(7, 8, 255);
  }

  /** Made with Python: {@code struct.pack('>3' + code, 0, 1, 127)} after the header. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "000008010000000300017f",
        "000009010000000300017f",
        "00000b010000000300000001007f",
        "00000c010000000300000000000000010000007f",
        "00000d0100000003000000003f80000042fe0000",
        "00000e010000000300000000000000003ff0000000000000405fc00000000000"
      })
  void readsEveryTypeOfTheFormat(String hex) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    Files.write(file, bytes);
    assertThat(Idx.readLabels(file)).containsExactly(0, 1, 127);
    Files.write(file, IdxBytes.gzip(bytes));
    assertThat(Idx.readLabels(file)).containsExactly(0, 1, 127);
  }

  @ParameterizedTest
  @CsvSource({
    "0000090100000002 00ff, at byte 9: value 1 is -1",
    "00000b0100000002 00000100, at byte 10: value 1 is 256",
    "00000c0100000001 ffffffff, at byte 8: value 0 is -1",
    "00000d0100000002 00000000 3f000000, at byte 12: value 1 is 0.5",
    "00000d0100000001 7fc00000, at byte 8: value 0 is NaN",
    "00000e0100000001 7ff0000000000000, at byte 8: value 0 is Infinity",
  })
  void namesAValueThatIsNoWholeNumberOfAByte(String hex, String problem) throws IOException {
    Files.write(file, HexFormat.of().parseHex(hex.replace(" ", "")));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Idx.readLabels(file))
        .withMessageStartingWith(file + ": " + problem)
        .withMessageContaining("expected a whole number from 0 to 255");
  }

  @ParameterizedTest
  @CsvSource({
    "50000801 00000001 00, 'at byte 0: found 0x50, expected 0x00'",
    "00010801 00000001 00, 'at byte 1: found 0x01, expected 0x00'",
    "00000a01 00000001 00, 'at byte 2: found type 0x0a, expected 0x08'",
    "00000803 00000001 00000001 00000001 00, 'at byte 3: found 3 dimensions, expected 1'",
    "00000801 00000000, 'at byte 4: dimension 1 is 0, expected at least 1'",
    "00000801 ffffffff 00, 'at byte 4: dimension 1 is 4294967295'",
    "00000801 00000002 00, 'found 9 bytes, expected 10 (a header of 8, and 2 values of type 0x08)'",
    "00000801 00000001 0000, 'found 10 bytes, expected 9 (a header of 8, and 1 values of type 0x08)'",
    "0000, 'at byte 2: it ends within its header'",
  })
  void saysWhatIsWrongWithLabels(String hex, String problem) throws IOException {
    Files.write(file, HexFormat.of().parseHex(hex.replace(" ", "")));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Idx.readLabels(file))
        .withMessageStartingWith(file + ": " + problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"7fffffff 7fffffff 7fffffff", "ffffffff ffffffff ffffffff", "00010000 00010000 1"})
  void refusesSizesThatOverflow(String sizes) throws IOException {
    String hex = "00000803" + sizes.replace(" 1", " 00000001").replace(" ", "");
    byte[] header = HexFormat.of().parseHex(hex);
    for (byte[] bytes : new byte[][] {header, IdxBytes.gzip(header)}) {
      Files.write(file, bytes);
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> Idx.readImages(file))
          .withMessageContaining("more than the 2147483639 values");
    }
  }

  /** The header claims 2 GB; had they been allocated, this test would run out of memory. */
  @Test
  void allocatesNothingOnAHeadersWord() throws IOException {
    byte[] header = HexFormat.of().parseHex("00000803" + "00007fff" + "00000100" + "00000100");
    byte[][] manyFiles = new byte[20][];
    for (int i = 0; i < manyFiles.length; i++) {
      Files.write(file, i % 2 == 0 ? header : IdxBytes.gzip(header));
      long before = allocated();
      assertThatExceptionOfType(DataException.class).isThrownBy(() -> Idx.readImages(file));
      assertThat(allocated() - before).isLessThan(16 << 20);
    }
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean)
            java.lang.management.ManagementFactory.getThreadMXBean())
        .getThreadAllocatedBytes(Thread.currentThread().getId());
  }

  @Test
  void cutsAGzipBombOff() throws IOException {
    byte[] content = Arrays.copyOf(IdxBytes.labels(1, 2), 200 << 20);
    Files.write(file, IdxBytes.gzip(content));
    long before = allocated();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Idx.readLabels(file))
        .withMessageContaining("at byte 10: the content goes on, expected its end after 2");
    assertThat(allocated() - before).isLessThan(16 << 20);
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    byte[] plain = IdxBytes.images(3, 2, 2);
    for (byte[] whole : new byte[][] {plain, IdxBytes.gzip(plain)}) {
      for (int length = 0; length < whole.length; length++) {
        Files.write(file, Arrays.copyOf(whole, length));
        assertThatExceptionOfType(DataException.class)
            .as("%d of %d bytes", length, whole.length)
            .isThrownBy(() -> Idx.readImages(file));
      }
    }
  }

  @Test
  void everyFlippedBitOfAGzipFileIsRefusedOrChangesNothing() throws IOException {
    byte[] whole = IdxBytes.gzip(IdxBytes.images(3, 2, 2));
    Files.write(file, whole);
    byte[] pixels = Idx.readImages(file).bytes();
    int refused = 0;
    for (int bit = 0; bit < 8 * whole.length; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      Files.write(file, flipped);
      try {
        assertThat(Idx.readImages(file).bytes()).as("bit %d", bit).isEqualTo(pixels);
      } catch (DataException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(8 * (whole.length - 10));
  }

  @Test
  void refusesBytesAfterTheEndOfTheGzipData() throws IOException {
    byte[] gzip = IdxBytes.gzip(IdxBytes.labels(1));
    for (int more = 1; more < 40; more++) {
      Files.write(file, Arrays.copyOf(gzip, gzip.length + more));
      assertThatExceptionOfType(DataException.class)
          .isThrownBy(() -> Idx.readLabels(file))
          .withMessageContaining(
              String.format(Locale.ROOT, "at byte %d: %d more bytes follow", gzip.length, more));
    }
  }

  /** {@code gzip -c} on a file, then with every optional part of the header: RFC 1952, 2.3. */
  @Test
  void passesOverTheOptionalPartsOfAGzipHeader() throws IOException {
    byte[] gzip = IdxBytes.gzip(IdxBytes.labels(7, 8));
    String hex = HexFormat.of().formatHex(gzip);
    String parts = "0200" + "abcd" + "6e616d6500" + "6e6f746500" + "0000";
    Files.write(
        file,
        HexFormat.of().parseHex("1f8b081e" + hex.substring(8, 20) + parts + hex.substring(20)));
    assertThat(Idx.readLabels(file)).containsExactly(7, 8);
  }

  @Test
  void saysThatAFileIsNotThereOrIsAFolder() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Idx.readLabels(file))
        .withMessage(file + ": there is no such file");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Idx.readLabels(folder))
        .withMessageContaining("expected a file");
  }

  /** 32 MiB of zeros in 32 KB, as its header says, are no data set. */
  @Test
  void refusesAGzipBombBeforeItIsUnpacked() throws IOException {
    byte[] zeros = new byte[8 + (32 << 20)];
    ByteBuffer.wrap(zeros).putInt(0x00000801).putInt(32 << 20);
    byte[] bomb = IdxBytes.gzip(zeros);
    Files.write(file, bomb);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Idx.readLabels(file))
        .withMessage(
            file
                + ": at byte 4: the 33554432 values make 33554440 bytes, which is over 16 MiB and over"
                + String.format(
                    Locale.ROOT,
                    " 100 times the %d bytes of the gzip file; if they are meant, unpack it",
                    bomb.length));
    Files.write(file, zeros);
    assertThat(Idx.readLabels(file)).hasSize(32 << 20);
  }
}
