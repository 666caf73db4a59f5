package io.github.numloss.data;

import io.github.numloss.io.InputFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file read whole, so that what is hashed is what is used.
 *
 * @param path where it was read
 * @param bytes its bytes as stored
 */
record StoredFile(Path path, byte[] bytes) {
  /** Reads a file of at most so many bytes. */
  static StoredFile read(Path path, int mostBytes) throws IOException {
    return new StoredFile(path, InputFile.read(path, mostBytes));
  }

  /** Says by its first two bytes whether it is compressed with gzip. */
  boolean isGzip() {
    return bytes.length >= 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
  }

  /** Opens the content: uncompressed if it is gzip, else as stored. */
  InputStream content() {
    return isGzip() ? new GzipContent(path, bytes) : new ByteArrayInputStream(bytes);
  }

  /** Gives the SHA-256 of the bytes as stored. */
  String sha256() {
    return HexFormat.of().formatHex(digest().digest(bytes));
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

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
