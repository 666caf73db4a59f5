package io.github.numloss.source;

import io.github.numloss.data.Images;
import io.github.numloss.source.PictureIndex.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Data of pictures as it is read, with a cache beside it, for tests in other packages. */
public final class PictureData {
  private static final int HEADER_BYTES = 64;

  private PictureData() {}

  /** Reads a folder of pictures in folders of class values. */
  public static void readFolder(Path data) throws IOException {
    read(new PictureFolder(withoutCache(data)), data);
  }

  /** Reads a table that names pictures. */
  public static void readTable(Path table) throws IOException {
    read(new CsvFormat(withoutCache(table)), table);
  }

  private static Path cache(Path data) {
    return data.resolveSibling(data.getFileName() + ".cache");
  }

  private static PictureReader reader(Path cache) {
    return new PictureReader(new CacheFolder(cache), 1, Runtime.getRuntime().maxMemory());
  }

  /** Names a place where no folder can be, so that images stay in memory. */
  private static PictureReader withoutCache(Path data) throws IOException {
    Path file = data.resolveSibling("file");
    return reader(Files.exists(file) ? file : Files.createFile(file));
  }

  private static void read(DataFormat format, Path data) throws IOException {
    Optional<StoredFile> described = Description.find(data);
    DataReader reader =
        format.open(
            data, described.isPresent() ? Description.of(described.get()) : Description.NONE, null);
    for (Part part : reader.parts()) {
      reader.read(part);
    }
  }

  /** Gives the pack and the index that a folder's pictures leave in the cache, in this order. */
  public static byte[][] kept(Path data) throws IOException {
    age(data);
    pixels(data);
    byte[][] kept = {
      Files.readAllBytes(kept(data, ".pack")), Files.readAllBytes(kept(data, ".index"))
    };
    new CacheFolder(cache(data)).clear();
    return kept;
  }

  /**
   * Puts a file in the place of the cache's pack of a folder's pictures, and reads them: what is
   * not that pack is made again.
   */
  public static void readPacked(Path data, Path file) throws IOException {
    byte[] right = pixels(data);
    Path pack = kept(data, ".pack");
    byte[] before = Files.readAllBytes(pack);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(pack, bytes);
    byte[] found = pixels(data);
    boolean seemsRight =
        bytes.length == before.length
            && Arrays.equals(bytes, 0, HEADER_BYTES, before, 0, HEADER_BYTES);
    byte[] expected = seemsRight ? Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length) : right;
    if (!Arrays.equals(found, expected)) {
      throw new IllegalStateException("a pack that is another was read");
    }
    new CacheFolder(cache(data)).clear();
  }

  /** Reads an index whose sum at the end is made right, so that all before it is looked at. */
  public static void readIndex(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    CRC32 sum = new CRC32();
    int length = Math.max(0, bytes.length - Long.BYTES);
    sum.update(bytes, 0, length);
    Path whole = file.resolveSibling("whole");
    Files.write(
        whole,
        ByteBuffer.allocate(length + Long.BYTES)
            .put(bytes, 0, length)
            .putLong(sum.getValue())
            .array());
    try (PictureIndex.Reader index = PictureIndex.Reader.open(whole)) {
      for (String path : new String[] {"", "1/a.png", "2/b.png", "\uffff"}) {
        Entry entry = index.find(path);
        if (entry != null && (!entry.path().equals(path) || entry.sha256().length != 32)) {
          throw new IllegalStateException("a part of an entry was read");
        }
      }
    }
  }

  private static byte[] pixels(Path data) throws IOException {
    RawExamples all =
        new PictureFolder(reader(cache(data))).open(data, Description.NONE, null).read(Part.ALL);
    return ((Images) all.inputs()).bytes();
  }

  private static Path kept(Path data, String ending) throws IOException {
    try (Stream<Path> files = Files.list(cache(data))) {
      return files.filter(file -> file.toString().endsWith(ending)).findFirst().orElseThrow();
    }
  }

  /** Makes pictures as old as those that an index takes. */
  private static void age(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
      }
    }
  }
}
