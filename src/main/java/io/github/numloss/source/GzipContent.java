package io.github.numloss.source;

import io.github.numloss.io.DataException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The uncompressed content of gzip data (RFC 1952). Unlike the JDK's GZIPInputStream it refuses
 * bytes after the end that are not gzip. Commons Compress refuses them too, but like the JDK does
 * not say at which byte of the file a fault is, nor what was found and expected there.
 */
final class GzipContent extends InputStream {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int RESERVED = 0xe0;

  private final Path file;
  private final byte[] bytes;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private int position;
  private boolean inMember;

  GzipContent(Path file, byte[] bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  @Override
  public int read() throws DataException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws DataException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      if (!inMember) {
        if (position == bytes.length) {
          return -1;
        }
        startMember();
      }
      int count = inflate(target, offset, length);
      if (count > 0) {
        crc.update(target, offset, count);
        return count;
      }
      if (!inflater.finished()) {
        throw truncated();
      }
      endMember();
    }
  }

  private int inflate(byte[] target, int offset, int length) throws DataException {
    try {
      return inflater.inflate(target, offset, length);
    } catch (DataFormatException e) {
      position = bytes.length - inflater.getRemaining();
      throw fault("the compressed data is corrupt (%s)".formatted(e.getMessage()));
    }
  }

  private void startMember() throws DataException {
    int start = position;
    if (next() != 0x1f || next() != 0x8b) {
      position = start;
      throw fault(
          String.format(
              Locale.ROOT, "%d more bytes follow the end of the gzip data", bytes.length - start));
    }
    int method = next();
    if (method != 8) {
      throw fault(
          String.format(Locale.ROOT, "found gzip compression method %d, expected 8", method));
    }
    int flags = next();
    if ((flags & RESERVED) != 0) {
      throw fault(
          String.format(Locale.ROOT, "found gzip flags 0x%02x, expected none above 0x1f", flags));
    }
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
    inflater.reset();
    inflater.setInput(bytes, position, bytes.length - position);
    crc.reset();
    inMember = true;
  }

  private void endMember() throws DataException {
    position = bytes.length - inflater.getRemaining();
    long foundCrc = word();
    if (foundCrc != crc.getValue()) {
      throw fault(
          String.format(
              Locale.ROOT,
              "its gzip checksum is %08x, but its content has %08x",
              foundCrc,
              crc.getValue()));
    }
    long foundSize = word();
    long size = inflater.getBytesWritten() & 0xffffffffL;
    if (foundSize != size) {
      throw fault(
          String.format(
              Locale.ROOT,
              "its gzip end says %d bytes of content, but there are %d",
              foundSize,
              size));
    }
    inMember = false;
  }

  private long word() throws DataException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private void skipText() throws DataException {
    while (next() != 0) {
      // The text itself is of no use here.
    }
  }

  private void skip(int count) throws DataException {
    if (bytes.length - position < count) {
      throw truncated();
    }
    position += count;
  }

  private int next() throws DataException {
    if (position == bytes.length) {
      throw truncated();
    }
    return Byte.toUnsignedInt(bytes[position++]);
  }

  private DataException truncated() {
    position = bytes.length;
    return fault("the gzip data is cut off");
  }

  private DataException fault(String problem) {
    return new DataException(
        file, String.format(Locale.ROOT, "at byte %d: %s; get the file again", position, problem));
  }

  @Override
  public void close() {
    inflater.end();
  }
}
