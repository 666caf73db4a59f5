package io.github.numloss.source;

import io.github.numloss.io.DataException;
import io.github.numloss.io.InputFile;
import io.github.numloss.picture.PictureFacts;
import io.github.numloss.picture.Pictures;
import io.github.numloss.source.PictureIndex.Entry;
import io.github.numloss.source.PictureIndex.Outside;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pictures that are to be read: their paths, what each is, and the hashes of their content. */
final class PictureSurvey {
  private static final int HASH_BYTES = 32;

  private final Path folder;
  private final List<String> paths;
  private final byte[] hashes;
  private final PictureFacts[] facts;
  private final Outside[] outsides;

  PictureSurvey(Path folder, List<String> paths) {
    this.folder = folder;
    this.paths = paths;
    this.hashes = new byte[Math.multiplyExact(paths.size(), HASH_BYTES)];
    this.facts = new PictureFacts[paths.size()];
    this.outsides = new Outside[paths.size()];
  }

  /** Looks at a picture; what was known of its file is taken if that looks the same. */
  Entry look(int index, @Nullable Entry known) throws IOException {
    Path file = file(index);
    if (!Files.exists(file)) {
      throw new DataException(file, "there is no such file");
    }
    InputFile.requireFile(file);
    Outside outside = Outside.of(file);
    if (known != null && known.outside().equals(outside)) {
      return known;
    }
    byte[] bytes = InputFile.read(file, Pictures.MOST_BYTES);
    return new Entry(
        path(index), outside, StoredFile.digest().digest(bytes), Pictures.facts(file, bytes));
  }

  /** Notes what a picture is. */
  void set(int index, Entry entry) {
    System.arraycopy(entry.sha256(), 0, hashes, index * HASH_BYTES, HASH_BYTES);
    facts[index] = entry.facts();
    outsides[index] = entry.outside();
  }

  /** Gives what was noted. */
  Entry entry(int index) {
    return new Entry(paths.get(index), outsides[index], hash(index), facts[index]);
  }

  private byte[] hash(int index) {
    return Arrays.copyOfRange(hashes, index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }

  /** Gives the folder that the paths are relative to. */
  Path folder() {
    return folder;
  }

  int count() {
    return facts.length;
  }

  String path(int index) {
    return paths.get(index);
  }

  Path file(int index) {
    return folder.resolve(paths.get(index));
  }

  PictureFacts facts(int index) {
    return facts[index];
  }

  /** Says whether content has the hash of a picture. */
  boolean isOf(int index, byte[] sha256) {
    int from = index * HASH_BYTES;
    return Arrays.equals(hashes, from, from + HASH_BYTES, sha256, 0, HASH_BYTES);
  }

  /**
   * Gives what stands for the content of all pictures, in their order, whatever they are called.
   */
  byte[] contentHash() {
    return StoredFile.digest().digest(hashes);
  }

  /** Gives the SHA-256 of the list of all pictures that sha256sum would print. */
  String listHash() {
    MessageDigest digest = StoredFile.digest();
    for (int i = 0; i < facts.length; i++) {
      int from = i * HASH_BYTES;
      String line = HexFormat.of().formatHex(hashes, from, from + HASH_BYTES) + "  " + paths.get(i);
      digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
