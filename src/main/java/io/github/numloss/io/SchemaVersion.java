package io.github.numloss.io;

import io.github.numloss.check.Check;

/** The version of a JSON file's layout. */
public final class SchemaVersion {
  private SchemaVersion() {}

  /**
   * Requires a version that this program reads: its own, or one before it.
   *
   * @param found the version in the file
   * @param own the version that this program writes
   * @throws IllegalArgumentException if it is another one
   */
  public static void require(int found, int own) {
    Check.that(
        found >= 1 && found <= own,
        "schemaVersion is %d, expected %s%s",
        found,
        own == 1 ? "1" : "1 to " + own,
        found > own ? "; a newer numloss wrote it" : "");
  }
}
