package io.github.numloss.source;

import io.github.numloss.io.DataException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The rows of a table (RFC 4180) as they come; blank lines are passed over. */
final class CsvRows implements AutoCloseable {
  /** More than any table of pictures has in a row, and little beside what Java is given. */
  static final int MOST_CHARACTERS = 16 << 20;

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final CsvFile file;
  private final RowReader reader;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;

  /** Takes the content of a file, which is closed with this. */
  CsvRows(CsvFile file, InputStream content) throws IOException {
    this.file = file;
    this.reader =
        new RowReader(
            new InputStreamReader(
                withoutMark(content),
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    this.parser =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(file.separator())
            .setIgnoreSurroundingSpaces(true)
            .get()
            .parse(reader);
    this.records = parser.iterator();
  }

  private static InputStream withoutMark(InputStream content) throws IOException {
    PushbackInputStream in = new PushbackInputStream(content, BYTE_ORDER_MARK.length);
    byte[] start = in.readNBytes(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(start, BYTE_ORDER_MARK)) {
      in.unread(start);
    }
    return in;
  }

  /** Gives the cells of the next row, or null after the last. */
  String @Nullable [] next() throws IOException {
    try {
      for (reader.startRow(); records.hasNext(); reader.startRow()) {
        String[] cells = records.next().values();
        if (cells.length > 1 || !cells[0].isBlank()) {
          return cells;
        }
      }
      return null;
    } catch (UncheckedIOException e) {
      throw understood(Objects.requireNonNull(e.getCause()));
    }
  }

  private IOException understood(IOException e) {
    if (e instanceof CharacterCodingException) {
      return new DataException(
          file.path(),
          String.format(
              Locale.ROOT,
              "after line %d: found bytes that are not UTF-8; save it as \"CSV UTF-8\"",
              line()),
          e);
    }
    if (String.valueOf(e.getMessage()).contains("EOF reached before encapsulated token")) {
      return file.fault(
          String.format(
              Locale.ROOT,
              "after line %d: found a quote that is not closed, expected another one; close it, or"
                  + " write \"\" for a quote within a text",
              reader.lineBefore));
    }
    return e instanceof CSVException
        ? new DataException(file.path(), "it is not a table (%s)".formatted(e.getMessage()), e)
        : e;
  }

  /** Gives the line that the last row ended in, counted from 1. */
  long line() {
    return parser.getCurrentLineNumber();
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  /** Refuses a row without an end, such as one with a quote that is not closed. */
  private final class RowReader extends FilterReader {
    private long characters;
    private long lineBefore;

    RowReader(Reader in) {
      super(in);
    }

    void startRow() {
      characters = 0;
      lineBefore = line();
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      int read = super.read(target, offset, length);
      characters += Math.max(read, 0);
      if (characters > MOST_CHARACTERS) {
        throw file.fault(
            String.format(
                Locale.ROOT,
                "the row after line %d has over %d characters; is a quote in it not closed?",
                lineBefore,
                MOST_CHARACTERS));
      }
      return read;
    }

    @Override
    public int read() throws IOException {
      char[] one = new char[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }
  }
}
