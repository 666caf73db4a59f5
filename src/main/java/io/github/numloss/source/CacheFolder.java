package io.github.numloss.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder of what is made of a user's data so that it is not made again. All of it may be
 * deleted at any time. Of more than 50 GB the files go that were not used for the longest time.
 */
public final class CacheFolder {
  /** How many bytes are kept. */
  public static final long MOST_BYTES = 50_000_000_000L;

  private static final String LEFTOVER = ".tmp";
  private static final long LEFTOVER_SECONDS = 24 * 60 * 60;

  private final Path folder;
  private final long mostBytes;

  /**
   * Takes a folder.
   *
   * @param folder the folder; it need not exist
   */
  public CacheFolder(Path folder) {
    this(folder, MOST_BYTES);
  }

  CacheFolder(Path folder, long mostBytes) {
    this.folder = folder;
    this.mostBytes = mostBytes;
  }

  /**
   * Finds the folder of this user.
   *
   * @return NUMLOSS_CACHE, else numloss in XDG_CACHE_HOME, else .cache/numloss in the home folder
   */
  public static CacheFolder ofUser() {
    return new CacheFolder(find(System.getenv(), System.getProperty("user.home")));
  }

  static Path find(Map<String, String> environment, String home) {
    String own = environment.getOrDefault("NUMLOSS_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    // A relative path is to be ignored (XDG Base Directory Specification 0.8).
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    return !shared.isEmpty() && Path.of(shared).isAbsolute()
        ? Path.of(shared, "numloss")
        : Path.of(home, ".cache", "numloss");
  }

  /**
   * Gives the folder.
   *
   * @return the folder, which need not exist
   */
  public Path folder() {
    return folder;
  }

  /** Gives the place of a file that is kept under a name. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Notes that a file is used. */
  void use(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // It may go a little earlier then.
    }
  }

  /**
   * Gives the files that are kept.
   *
   * @return them, the one that was not used for the longest time first
   * @throws IOException if the folder can't be read
   */
  public List<Kept> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Kept> files = new ArrayList<>();
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file : (Iterable<Path>) inside::iterator) {
        try {
          if (Files.isRegularFile(file)) {
            files.add(
                new Kept(file, Files.size(file), Files.getLastModifiedTime(file).toInstant()));
          }
        } catch (NoSuchFileException e) {
          // Another process has deleted it.
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    files.sort(Comparator.comparing(Kept::used).thenComparing(Kept::file));
    return files;
  }

  /**
   * A file that is kept.
   *
   * @param file where
   * @param bytes how large it is
   * @param used when it was used last
   */
  public record Kept(Path file, long bytes, Instant used) {
    /**
     * Says what it is.
     *
     * @return a few words
     * @throws IOException if it can't be read
     */
    public String what() throws IOException {
      String name = file.getFileName().toString();
      if (name.endsWith(LEFTOVER)) {
        return "being written";
      }
      return name.endsWith(".index") ? "hashes and sizes of pictures" : Pack.describe(file);
    }

    private boolean isBeingWritten() {
      return file.getFileName().toString().endsWith(LEFTOVER)
          && used.isAfter(Instant.now().minusSeconds(LEFTOVER_SECONDS));
    }
  }

  /**
   * Deletes all files but those that are being written, and those that Windows keeps since they are
   * mapped. On other systems a process keeps what it has mapped until it ends.
   *
   * @return how many bytes they had
   * @throws IOException if one can't be deleted
   */
  public long clear() throws IOException {
    long bytes = 0;
    for (Kept kept : files()) {
      try {
        if (!kept.isBeingWritten() && Files.deleteIfExists(kept.file())) {
          bytes += kept.bytes();
        }
      } catch (AccessDeniedException e) {
        // Windows keeps a file that is mapped.
      }
    }
    return bytes;
  }

  /**
   * Deletes what is too much, but never one file, and what processes that were killed have left.
   */
  void trim(Path spared) throws IOException {
    long bytes = files().stream().mapToLong(Kept::bytes).sum();
    Instant before = Instant.now().minusSeconds(LEFTOVER_SECONDS);
    for (Kept kept : files()) {
      boolean isLeftover =
          kept.file().getFileName().toString().endsWith(LEFTOVER) && kept.used().isBefore(before);
      if ((bytes > mostBytes || isLeftover) && !kept.file().equals(spared)) {
        try {
          Files.deleteIfExists(kept.file());
          bytes -= kept.bytes();
        } catch (FileSystemException e) {
          // Windows keeps a file that is mapped.
        }
      }
    }
  }
}
