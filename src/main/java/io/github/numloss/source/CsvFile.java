package io.github.numloss.source;

import io.github.numloss.io.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A table in a text file of UTF-8, seen through once before its rows are read: what separates its
 * columns, how long it is, and how many rows it may have at most.
 */
final class CsvFile {
  private static final int BUFFER_BYTES = 1 << 16;

  /** What a gzip file may always unpack to, however small it is. */
  private static final int UNPACKED_BYTES = 16 << 20;

  /** How often its own size a larger one may unpack to. */
  private static final int MOST_RATIO = 100;

  private static final byte[] SEPARATORS = {'\t', ';', ','};

  private final StoredFile file;
  private final long[] found = new long[SEPARATORS.length];
  private long bytes;
  private long lines;

  private CsvFile(StoredFile file) {
    this.file = file;
  }

  /** Sees a file through. */
  static CsvFile open(Path path) throws IOException {
    return of(StoredFile.open(path));
  }

  /** Sees a file through. */
  static CsvFile of(StoredFile file) throws IOException {
    CsvFile csv = new CsvFile(file);
    csv.survey();
    return csv;
  }

  /** Tells whether the first line that has a text, of the start of a file, has columns. */
  static boolean hasSeparator(byte[] start) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    String line = text.lines().filter(some -> !some.isBlank()).findFirst().orElse("");
    for (byte separator : SEPARATORS) {
      if (line.indexOf(separator) >= 0) {
        return true;
      }
    }
    return false;
  }

  private void survey() throws IOException {
    long most = file.isGzip() ? Math.max(UNPACKED_BYTES, file.size() * MOST_RATIO) : Long.MAX_VALUE;
    byte[] buffer = new byte[BUFFER_BYTES];
    FirstLine first = new FirstLine();
    byte last = '\n';
    try (InputStream in = file.content()) {
      int read;
      while ((read = in.readNBytes(buffer, 0, buffer.length)) > 0) {
        if (bytes == 0) {
          refuseOtherFiles(buffer, read);
        }
        for (int i = 0; i < read; i++) {
          byte here = buffer[i];
          if (here == 0) {
            throw fault(
                String.format(Locale.ROOT, "byte %d is 0, expected a table of text", bytes + i));
          }
          if ((here == '\n' && last != '\r') || here == '\r') {
            lines++;
          }
          first.take(here);
          last = here;
        }
        bytes += read;
        if (bytes > most) {
          throw fault(
              String.format(
                  Locale.ROOT,
                  "it unpacks to over %d MiB and over %d times its %d bytes; if they are meant,"
                      + " unpack it",
                  UNPACKED_BYTES >> 20,
                  MOST_RATIO,
                  file.size()));
        }
      }
    }
    if (last != '\n' && last != '\r') {
      lines++;
    }
  }

  private void refuseOtherFiles(byte[] start, int length) throws DataException {
    int first = length < 2 ? 0 : (Byte.toUnsignedInt(start[0]) << 8) | Byte.toUnsignedInt(start[1]);
    if (first == 0xfffe || first == 0xfeff) {
      throw fault("it is text of UTF-16, expected UTF-8; save it as \"CSV UTF-8\"");
    }
    if (length > 0 && (start[0] == '[' || start[0] == '{')) {
      throw fault("it is JSON, expected a table of text; save it as CSV");
    }
    if (first == (('P' << 8) | 'K')) {
      throw fault("it is a zip file or a workbook, expected a table of text; save it as CSV");
    }
  }

  /** Counts what could separate columns in the first line that has a text. */
  private final class FirstLine {
    private boolean hasText;
    private boolean inQuotes;
    private boolean ended;

    void take(byte here) {
      if (ended) {
        return;
      }
      if (here == '"') {
        inQuotes = !inQuotes;
      }
      if (inQuotes) {
        return;
      }
      if (here == '\n' || here == '\r') {
        ended = hasText;
      }
      hasText |= here > ' ';
      for (int i = 0; i < SEPARATORS.length; i++) {
        if (here == SEPARATORS[i]) {
          found[i]++;
        }
      }
    }
  }

  /** Gives what separates columns: what the first line has most of. */
  char separator() {
    int best = 0;
    for (int i = 1; i < SEPARATORS.length; i++) {
      if (found[i] > found[best]) {
        best = i;
      }
    }
    return found[best] == 0 ? ',' : (char) SEPARATORS[best];
  }

  /** Gives as many rows as there may be of so many columns; it takes a byte to end a cell. */
  int mostRows(int columns) {
    return (int) Math.min(Integer.MAX_VALUE - 8, Math.min(lines, (bytes + 1) / columns));
  }

  /** Reads from the start. */
  CsvRows rows() throws IOException {
    return new CsvRows(this, file.content());
  }

  /** Gives where the file lies. */
  Path path() {
    return file.path();
  }

  /** Gives the SHA-256 of its bytes as stored. */
  String sha256() {
    return file.sha256();
  }

  /** Says what is wrong with the file. */
  DataException fault(String problem) {
    return new DataException(file.path(), problem);
  }
}
