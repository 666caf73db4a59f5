package io.github.numloss.source;

import io.github.numloss.io.DataException;
import io.github.numloss.io.InputFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that is hashed as it is used. A small one, or one of gzip, is held in memory; a plain one
 * of data is read once, as its content is taken.
 */
final class StoredFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final long size;
  private final byte @Nullable [] bytes;
  private @Nullable String sha256;

  private StoredFile(Path path, long size, byte @Nullable [] bytes) {
    this.path = path;
    this.size = size;
    this.bytes = bytes;
  }

  /** Reads a file of at most so many bytes whole. */
  static StoredFile read(Path path, int mostBytes) throws IOException {
    byte[] bytes = InputFile.read(path, mostBytes);
    return new StoredFile(path, bytes.length, bytes);
  }

  /** Reads a stream to its end; memory is taken as its bytes come. */
  static StoredFile read(InputStream stream, int mostBytes, Path name) throws IOException {
    byte[] bytes = stream.readNBytes(mostBytes);
    if (stream.read() >= 0) {
      throw new DataException(
          name, String.format(Locale.ROOT, "found more bytes, expected at most %d", mostBytes));
    }
    return new StoredFile(name, bytes.length, bytes);
  }

  /** Reads a file whole if it is gzip; else it is read as its content is. */
  static StoredFile open(Path path) throws IOException {
    long size = InputFile.size(path, InputFile.MOST_BYTES);
    byte[] start;
    try (InputStream stream = Files.newInputStream(path)) {
      start = stream.readNBytes(2);
    }
    return isGzip(start) ? read(path, InputFile.MOST_BYTES) : new StoredFile(path, size, null);
  }

  /** Gives where the file lies. */
  Path path() {
    return path;
  }

  /** Gives its size in bytes, as stored. */
  long size() {
    return size;
  }

  /** Gives the bytes as stored, of a file that was read whole. */
  byte[] bytes() {
    return Objects.requireNonNull(bytes);
  }

  /** Says by its first two bytes whether it is compressed with gzip. */
  boolean isGzip() {
    return bytes != null && isGzip(bytes);
  }

  /** Says by its first bytes whether something is compressed with gzip. */
  static boolean isGzip(byte[] start) {
    return start.length >= 2 && start[0] == 0x1f && start[1] == (byte) 0x8b;
  }

  /** Opens the content: uncompressed if it is gzip, else as stored. */
  InputStream content() throws IOException {
    if (bytes == null) {
      return new Hashed();
    }
    return isGzip() ? new GzipContent(path, bytes) : new ByteArrayInputStream(bytes);
  }

  /**
   * Gives the SHA-256 of the bytes as stored.
   *
   * @throws IllegalStateException if the file is read as its content is, and that was not yet
   */
  String sha256() {
    if (bytes != null) {
      return HexFormat.of().formatHex(digest().digest(bytes));
    }
    if (sha256 == null) {
      throw new IllegalStateException(path + " was not read to its end");
    }
    return sha256;
  }

  /** Gives the SHA-256 of a file's bytes as stored, and keeps none of them. */
  static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER_BYTES];
      int read;
      while ((read = stream.read(buffer)) > 0) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A file's bytes, of which the hash is kept once all were read. */
  private final class Hashed extends DigestInputStream {
    private boolean ended;

    Hashed() throws IOException {
      super(new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES), StoredFile.digest());
    }

    @Override
    public int read() throws IOException {
      return ended(super.read());
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return ended(super.read(target, offset, length));
    }

    private int ended(int found) {
      if (found < 0 && !ended) {
        ended = true;
        sha256 = HexFormat.of().formatHex(digest.digest());
      }
      return found;
    }
  }

  /** Gives the SHA-256 of the content, or of its start if it is longer than so many bytes. */
  String contentSha256(long mostBytes) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream stream = content()) {
      long left = mostBytes + 1;
      int read;
      while (left > 0 && (read = stream.read(buffer, 0, (int) Math.min(buffer.length, left))) > 0) {
        digest.update(buffer, 0, read);
        left -= read;
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
