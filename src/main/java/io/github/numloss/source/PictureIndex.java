package io.github.numloss.source;

import io.github.numloss.picture.PictureFacts;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of pictures that were read before, by path, so that their content need not be
 * hashed again. As git does, it takes a file for the same whose size, time and inode are; and it
 * leaves out what was changed so shortly before that another change could have the same time.
 */
final class PictureIndex {
  private static final String MAGIC = "numloss pictures 1";
  private static final int SUM_BYTES = 8;
  private static final int MOST_PATH = 1 << 16;

  private PictureIndex() {}

  /**
   * How a file looks from outside.
   *
   * @param size its bytes
   * @param modified when it was written, in nanoseconds
   * @param inode which file it is, where the system tells
   */
  record Outside(long size, long modified, int inode) {
    static Outside of(Path file) throws IOException {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Outside(
          attributes.size(),
          attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
          Objects.hashCode(attributes.fileKey()));
    }
  }

  /**
   * A picture.
   *
   * @param path its path, which is not of the system
   * @param outside how its file looked when it was read
   * @param sha256 the SHA-256 of its content
   * @param facts what it is
   */
  record Entry(String path, Outside outside, byte[] sha256, PictureFacts facts) {}

  /** Finds pictures, if they are asked for in the order of their paths. */
  static final class Reader implements AutoCloseable {
    private final @Nullable DataInputStream stream;
    private final AtomicInteger used = new AtomicInteger();
    private @Nullable Entry entry;

    private Reader(@Nullable DataInputStream stream) throws IOException {
      this.stream = stream;
      this.entry = next();
    }

    /** Opens an index; one that is not there, or is damaged, knows nothing. */
    static Reader open(Path file) throws IOException {
      if (!Files.isRegularFile(file) || !isWhole(file)) {
        return new Reader(null);
      }
      DataInputStream stream =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
      stream.skipNBytes(2 + MAGIC.length());
      return new Reader(stream);
    }

    /** Finds a picture, null if it is not known. */
    @Nullable Entry find(String path) throws IOException {
      while (entry != null && CodePoints.ORDER.compare(entry.path(), path) < 0) {
        entry = next();
      }
      return entry != null && entry.path().equals(path) ? entry : null;
    }

    /** Counts a picture that was as it is known. */
    void count() {
      used.incrementAndGet();
    }

    /** Gives how many were counted. */
    int found() {
      return used.get();
    }

    /** Gives the next entry; what ends without its end, though its sum is right, has no more. */
    private @Nullable Entry next() throws IOException {
      try {
        return read();
      } catch (EOFException e) {
        return null;
      }
    }

    private @Nullable Entry read() throws IOException {
      if (stream == null) {
        return null;
      }
      int length = stream.readInt();
      if (length < 0 || length > MOST_PATH) {
        return null;
      }
      byte[] path = new byte[length];
      byte[] sha256 = new byte[32];
      stream.readFully(path);
      Outside outside = new Outside(stream.readLong(), stream.readLong(), stream.readInt());
      stream.readFully(sha256);
      PictureFacts facts =
          new PictureFacts(
              stream.readInt(), stream.readInt(), stream.readBoolean(), stream.readBoolean());
      return new Entry(new String(path, StandardCharsets.UTF_8), outside, sha256, facts);
    }

    @Override
    public void close() throws IOException {
      if (stream != null) {
        stream.close();
      }
    }
  }

  /** Compares the sum at the end, so that what follows need not be looked at again. */
  private static boolean isWhole(Path file) throws IOException {
    long length = Files.size(file);
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        CheckedInputStream checked = new CheckedInputStream(raw, new CRC32())) {
      DataInputStream stream = new DataInputStream(checked);
      if (length < SUM_BYTES + 2 + MAGIC.length() || stream.readUnsignedShort() != MAGIC.length()) {
        return false;
      }
      byte[] magic = stream.readNBytes(MAGIC.length());
      stream.skipNBytes(length - SUM_BYTES - 2 - magic.length);
      long sum = checked.getChecksum().getValue();
      return new String(magic, StandardCharsets.US_ASCII).equals(MAGIC) && stream.readLong() == sum;
    }
  }

  /** Writes pictures, in the order of their paths. */
  static final class Writer {
    private final CheckedOutputStream checked;
    private final DataOutputStream stream;

    Writer(OutputStream target) throws IOException {
      this.checked = new CheckedOutputStream(target, new CRC32());
      this.stream = new DataOutputStream(checked);
      stream.writeUTF(MAGIC);
    }

    void write(Entry entry) throws IOException {
      byte[] path = entry.path().getBytes(StandardCharsets.UTF_8);
      if (path.length > MOST_PATH) {
        return;
      }
      stream.writeInt(path.length);
      stream.write(path);
      stream.writeLong(entry.outside().size());
      stream.writeLong(entry.outside().modified());
      stream.writeInt(entry.outside().inode());
      stream.write(entry.sha256());
      stream.writeInt(entry.facts().height());
      stream.writeInt(entry.facts().width());
      stream.writeBoolean(entry.facts().isGrey());
      stream.writeBoolean(entry.facts().mayBeTransparent());
    }

    void end() throws IOException {
      stream.writeInt(-1);
      stream.writeLong(checked.getChecksum().getValue());
      stream.flush();
    }
  }
}
