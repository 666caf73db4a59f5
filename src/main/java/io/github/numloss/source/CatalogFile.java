package io.github.numloss.source;

import io.github.numloss.io.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One file of a data set in the catalog. It is right if its bytes are the known ones, or if its
 * content is: others compressed the same content in another way, or not at all.
 *
 * @param role what it holds
 * @param name its name
 * @param bytes its size
 * @param sha256 the SHA-256 of its bytes as stored
 * @param contentBytes the size of its uncompressed content
 * @param contentSha256 the SHA-256 of its uncompressed content
 */
public record CatalogFile(
    IdxRole role, String name, long bytes, String sha256, long contentBytes, String contentSha256) {
  /** The most bytes that are taken for any file of the catalog, however it is compressed. */
  static final int MOST_BYTES = 64 << 20;

  /** How a stored file compares with the catalog. */
  public enum State {
    /** It is what it should be. */
    OK,
    /** It is not there. */
    MISSING,
    /** It is there, but it is something else. */
    CORRUPT
  }

  /** Compares a file with the catalog. */
  State state(Path file) throws IOException {
    if (!Files.exists(file)) {
      return State.MISSING;
    }
    try {
      check(StoredFile.read(file, MOST_BYTES), "");
      return State.OK;
    } catch (DataException e) {
      return State.CORRUPT;
    }
  }

  /** Refuses a file that isn't what the catalog says; the advice is added to the message. */
  void check(StoredFile file, String advice) throws DataException {
    String found = file.sha256();
    if (!found.equals(sha256) && !contentMatches(file)) {
      throw new DataException(
          file.path(),
          "its SHA-256 is %s, expected %s, and its content is not the known one either%s"
              .formatted(found, sha256, advice));
    }
  }

  private boolean contentMatches(StoredFile file) {
    try {
      return file.contentSha256(contentBytes).equals(contentSha256);
    } catch (IOException e) {
      return false;
    }
  }
}
