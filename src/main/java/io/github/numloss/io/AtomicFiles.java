package io.github.numloss.io;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files and folders that appear in their place whole or not at all. */
public final class AtomicFiles {
  private static final Pattern LEFTOVER =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

  private AtomicFiles() {}

  /**
   * Writes something that can fail.
   *
   * @param <T> what is written to
   */
  @FunctionalInterface
  public interface Writer<T> {
    /**
     * Writes.
     *
     * @param target a stream, or a folder
     * @throws IOException if it can't be written
     */
    void write(T target) throws IOException;
  }

  /**
   * Writes a file beside its place, forces it to the disk and renames it. An existing file is
   * replaced.
   *
   * @param file where the file shall be; its folder is made if need be
   * @param content writes the content
   * @throws IOException if it can't be written; the place is then as it was
   */
  public static void writeFile(Path file, Writer<OutputStream> content) throws IOException {
    requireNoFolder(file);
    Path folder = folderOf(file);
    Path made = createFolders(folder);
    Path temporary = beside(folder, file);
    boolean done = false;
    try {
      try (FileChannel channel =
          FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
        OutputStream stream = new BufferedOutputStream(stream(channel, file));
        content.write(stream);
        stream.flush();
      }
      publish(temporary, file);
      done = true;
    } finally {
      Files.deleteIfExists(temporary);
      if (!done) {
        deleteEmpty(folder, made);
      }
    }
  }

  /**
   * Forces a finished file to the disk and renames it. An existing file is replaced.
   *
   * @param finished the file, in the folder where it shall be
   * @param file its name from now on
   * @throws IOException if it can't be forced or renamed; the place is then as it was
   */
  public static void publish(Path finished, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(finished, StandardOpenOption.WRITE)) {
      naming(file, () -> channel.force(true));
    }
    Files.move(finished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(folderOf(file));
  }

  /**
   * Fills a folder beside its place, forces it to the disk and renames it.
   *
   * @param folder where the folder shall be; the folders above are made if need be
   * @param content fills the folder
   * @throws FileAlreadyExistsException if something is there already
   * @throws IOException if it can't be written; the place is then as it was
   */
  public static void writeFolder(Path folder, Writer<Path> content) throws IOException {
    writeFolder(folder, content, true);
  }

  /**
   * Fills a folder with many files in the same way, but leaves it to the system when they come to
   * the disk: for what can be made again, and where waiting for each file would take minutes.
   *
   * @param folder where the folder shall be; the folders above are made if need be
   * @param content fills the folder
   * @throws FileAlreadyExistsException if something is there already
   * @throws IOException if it can't be written; the place is then as it was
   */
  public static void writeFolderOfMany(Path folder, Writer<Path> content) throws IOException {
    writeFolder(folder, content, false);
  }

  private static void writeFolder(Path folder, Writer<Path> content, boolean isForced)
      throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(folder.toString());
    }
    Path parent = folderOf(folder);
    Path made = createFolders(parent);
    Path temporary = Files.createDirectory(beside(parent, folder));
    boolean done = false;
    try {
      content.write(temporary);
      if (isForced) {
        forceAll(temporary);
      }
      rename(temporary, folder);
      done = true;
    } finally {
      delete(temporary);
      if (!done) {
        deleteEmpty(parent, made);
      }
    }
    force(parent);
  }

  private static void rename(Path temporary, Path folder) throws IOException {
    try {
      // Without REPLACE_EXISTING a rename still replaces an empty folder, which loses nothing.
      Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      // A folder that somebody filled meanwhile has no exception of its own in an atomic move.
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(folder.toString());
      }
      throw e;
    }
  }

  /**
   * A name that nothing has yet; files made under it get the permissions that the user asks for.
   */
  private static Path beside(Path folder, Path target) {
    return folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
  }

  /**
   * Deletes what processes that were killed while they wrote something have left beside it. Only
   * for who can know that no other process writes it, such as the holder of a lock.
   *
   * @param target the file or folder that was written
   * @throws IOException if something can't be deleted
   */
  public static void deleteLeftovers(Path target) throws IOException {
    Path folder = folderOf(target);
    if (!Files.isDirectory(folder)) {
      return;
    }
    String start = "." + target.getFileName() + ".";
    List<Path> leftovers;
    try (Stream<Path> inside = Files.list(folder)) {
      leftovers =
          inside
              .filter(
                  path -> {
                    String name = path.getFileName().toString();
                    return name.startsWith(start)
                        && LEFTOVER.matcher(name.substring(start.length())).matches();
                  })
              .toList();
    }
    for (Path leftover : leftovers) {
      delete(leftover);
    }
  }

  /** A step that can fail. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /** Names the file where the system's exception, such as that of a full disk, does not. */
  static void naming(Path file, Step step) throws IOException {
    try {
      step.run();
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      FileSystemException named = new FileSystemException(file.toString(), null, e.getMessage());
      named.initCause(e);
      throw named;
    }
  }

  private static OutputStream stream(FileChannel channel, Path file) {
    OutputStream stream = Channels.newOutputStream(channel);
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        naming(file, () -> stream.write(value));
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        naming(file, () -> stream.write(bytes, offset, length));
      }
    };
  }

  /**
   * Finds out whether something could be written, without writing.
   *
   * @param path where it shall be; the folders above need not exist
   * @throws FileSystemException if the nearest folder above that exists is none, or is read-only
   */
  public static void requireWritable(Path path) throws FileSystemException {
    Path above = path.toAbsolutePath().normalize().getParent();
    if (above == null) {
      requireNoFolder(path);
    }
    while (above != null && !Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
      above = above.getParent();
    }
    if (above == null || !Files.isDirectory(above)) {
      throw new FileSystemException(
          String.valueOf(above), null, "it is no folder, so that nothing can be written into it");
    }
    if (!Files.isWritable(above)) {
      throw new FileSystemException(
          above.toString(), null, "the folder can't be written to; check its permissions");
    }
  }

  /**
   * Finds out whether a file could be written, without writing.
   *
   * @param file where it shall be; the folders above need not exist
   * @throws FileSystemException if it is a folder, or the nearest folder above that exists is none,
   *     or is read-only
   */
  public static void requireWritableFile(Path file) throws FileSystemException {
    requireNoFolder(file);
    requireWritable(file);
  }

  private static void requireNoFolder(Path path) throws FileSystemException {
    if (Files.isDirectory(path)) {
      throw new FileSystemException(
          path.toString(), null, "it is a folder, so that nothing can be written in its place");
    }
  }

  /** Gives the folder in which something lies; the root lies in itself. */
  private static Path folderOf(Path path) {
    Path absolute = path.toAbsolutePath();
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }

  /** Makes a folder and those above it; gives the topmost that was not there, or null. */
  static @Nullable Path createFolders(Path folder) throws IOException {
    Path made = null;
    for (Path above = folder;
        above != null && !Files.exists(above, LinkOption.NOFOLLOW_LINKS);
        above = above.getParent()) {
      made = above;
    }
    Files.createDirectories(folder);
    return made;
  }

  /** Deletes folders that were made for nothing, unless something came into them meanwhile. */
  static void deleteEmpty(Path folder, @Nullable Path topmost) throws IOException {
    if (topmost == null) {
      return;
    }
    try {
      for (Path path = folder; path != null && path.startsWith(topmost); path = path.getParent()) {
        Files.deleteIfExists(path);
      }
    } catch (DirectoryNotEmptyException e) {
      // It serves somebody else.
    }
  }

  /**
   * Deletes a folder and all in it; nothing happens where there is none.
   *
   * @param folder the folder
   * @throws IOException if it can't be deleted
   */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }

  /**
   * Deletes a folder that nobody may find in part: it gets another name first, that of what {@link
   * #deleteLeftovers} deletes.
   *
   * @param folder a folder that is there
   * @throws IOException if it can't be renamed or deleted
   */
  public static void deleteAtOnce(Path folder) throws IOException {
    Path parent = folderOf(folder);
    Path aside = beside(parent, folder);
    Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
    force(parent);
    delete(aside);
  }

  private static void forceAll(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      force(path);
    }
  }

  /** Forces a file or a folder to the disk. Windows can't open a folder, and needs no such call. */
  private static void force(Path path) throws IOException {
    if (Files.isDirectory(path) && File.separatorChar == '\\') {
      return;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      naming(path, () -> channel.force(true));
    }
  }
}
