package io.github.numloss.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this program was built from. */
public final class BuildInfo {
  private static final Properties PROPERTIES = load();

  private BuildInfo() {}

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream stream =
        BuildInfo.class.getResourceAsStream("/io/github/numloss/build.properties")) {
      if (stream != null) {
        properties.load(stream);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /**
   * Gives the program's version.
   *
   * @return such as "1.0.0"
   */
  public static String version() {
    return PROPERTIES.getProperty("git.build.version", "development");
  }

  /**
   * Gives the commit.
   *
   * @return its hash, with "-dirty" if sources were changed since; "unknown" when it was built
   *     outside a repository
   */
  public static String commit() {
    String commit = PROPERTIES.getProperty("git.commit.id", "unknown");
    boolean dirty = Boolean.parseBoolean(PROPERTIES.getProperty("git.dirty"));
    return dirty ? commit + "-dirty" : commit;
  }
}
