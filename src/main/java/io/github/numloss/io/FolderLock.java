package io.github.numloss.io;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A folder that one process at a time works in. The operating system holds the lock, so that it
 * ends with its process, however that ends; the lock file only says who holds it.
 */
public final class FolderLock implements AutoCloseable {
  private static final String NAME = "lock";

  /** A byte far beyond the text, which Windows would let nobody read if it were locked itself. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private static final int MOST_TEXT = 1000;

  private final Path folder;
  private final @Nullable Path topmostMade;
  private final FileChannel channel;

  private FolderLock(Path folder, @Nullable Path topmostMade, FileChannel channel) {
    this.folder = folder;
    this.topmostMade = topmostMade;
    this.channel = channel;
  }

  /**
   * Locks a folder.
   *
   * @param folder the folder, which is made if need be
   * @return the lock, to be closed
   * @throws IOException if another process holds it, which the message names, or the folder can't
   *     be written to
   */
  public static FolderLock acquire(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    // A link could have another file overwritten; it may come with a folder from somebody else.
    requireNoLink(folder);
    requireNoLink(file);
    Path made = AtomicFiles.createFolders(folder.toAbsolutePath());
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    FolderLock lock = new FolderLock(folder, made, channel);
    try {
      Object key = lock.fileKey();
      // A holder that ended just now has deleted the file, and another one may lie in its place.
      if (!lock.tryLock() || !Objects.equals(lock.fileKey(), key)) {
        throw new IOException(
            "%s is in use by %s; wait for it, or end it".formatted(folder, lock.holder()));
      }
      lock.writeHolder();
      return lock;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private static void requireNoLink(Path path) throws FileSystemException {
    if (Files.isSymbolicLink(path)) {
      throw new FileSystemException(path.toString(), null, "it is a link; remove it");
    }
  }

  private boolean tryLock() throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private Object fileKey() throws IOException {
    Path file = folder.resolve(NAME);
    return Files.exists(file)
        ? Files.readAttributes(file, BasicFileAttributes.class).fileKey()
        : new Object();
  }

  private String holder() throws IOException {
    ByteBuffer text = ByteBuffer.allocate(MOST_TEXT);
    channel.read(text, 0);
    String holder = new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    return holder.isEmpty() ? "another process" : holder;
  }

  private void writeHolder() throws IOException {
    String holder =
        String.format(
            Locale.ROOT,
            "process %d on host %s since %s%n",
            ProcessHandle.current().pid(),
            hostName(),
            Instant.now().truncatedTo(ChronoUnit.SECONDS));
    channel.truncate(0);
    AtomicFiles.naming(
        folder.resolve(NAME),
        () -> channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8))));
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "without a name";
    }
  }

  /**
   * Gives the folder.
   *
   * @return the folder that is locked
   */
  public Path folder() {
    return folder;
  }

  /**
   * Gives the folder free, and deletes it if there is nothing in it.
   *
   * @throws IOException if the lock file can't be deleted
   */
  @Override
  public void close() throws IOException {
    Path absolute = folder.toAbsolutePath();
    Files.deleteIfExists(absolute.resolve(NAME));
    channel.close();
    AtomicFiles.deleteEmpty(absolute, topmostMade == null ? absolute : topmostMade);
  }
}
