package io.github.numloss.source;

import io.github.numloss.data.Features;
import io.github.numloss.data.Images;
import io.github.numloss.data.InputShape;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table: the value, then weight, split and group where there are any, then the features,
 * or the pixels row by row.
 */
final class CsvWriter implements DataWriter<OutputStream> {
  private static final String VALUE = "value";

  private final char separator;
  private final CSVFormat format;

  CsvWriter(char separator) {
    this.separator = separator;
    this.format = CSVFormat.DEFAULT.builder().setDelimiter(separator).get();
  }

  @Override
  public Description write(OutputStream stream, DataToConvert data) throws IOException {
    Map<String, String> columns = new LinkedHashMap<>();
    InputShape shape = null;
    Writer table = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    for (Part part : data.parts()) {
      RawExamples raw = data.read(part);
      data.requireReadable(raw);
      if (columns.isEmpty()) {
        shape = DataToConvert.told(raw);
        columns = columns(raw, data.isDivided());
        List<String> names = new ArrayList<>(columns.values());
        names.addAll(inputNames(data, raw));
        table.write(format.format(names.toArray()) + "\n");
      }
      write(table, raw, data.isDivided() ? DataToConvert.word(part) : null);
    }
    table.flush();
    return data.description().inOtherForm(data.description().classValues(), columns, shape, false);
  }

  private static Map<String, String> columns(RawExamples raw, boolean isDivided) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("value", VALUE);
    if (raw.weights() != null) {
      columns.put("weight", "sample_weight");
    }
    if (isDivided) {
      columns.put("split", "split");
    }
    if (raw.groups() != null) {
      columns.put("group", "group");
    }
    return columns;
  }

  /** Names the inputs as they are called, unless a reader would take that for something else. */
  private static List<String> inputNames(DataToConvert data, RawExamples raw) {
    int count = raw.inputs().shape().count();
    if (!(raw.inputs() instanceof Features features)) {
      return IntStream.range(0, count).mapToObj(i -> "pixel" + i).toList();
    }
    List<String> numbered = IntStream.rangeClosed(1, count).mapToObj(i -> "x" + i).toList();
    List<String> said = features.columns().names();
    if (said.isEmpty()) {
      return numbered;
    }
    List<String> kept =
        IntStream.range(0, count)
            .mapToObj(i -> (CsvHeader.isPlain(said.get(i)) ? said : numbered).get(i))
            .toList();
    List<String> names = kept.stream().distinct().count() == count ? kept : numbered;
    if (!names.equals(said)) {
      data.lose("features get other names where theirs mean something else to a reader");
    }
    return names;
  }

  private void write(Writer table, RawExamples raw, @Nullable String word) throws IOException {
    int size = raw.inputs().shape().count();
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < raw.count(); i++) {
      row.setLength(0);
      row.append(Targets.text(raw.targets()[i]));
      if (raw.weights() != null) {
        row.append(separator).append(text(raw.weights()[i]));
      }
      if (word != null) {
        row.append(separator).append(word);
      }
      if (raw.groups() != null) {
        row.append(separator).append(format.format(raw.groups()[i]));
      }
      if (raw.inputs() instanceof Images images) {
        for (byte pixel : images.bytes(i, 1)) {
          row.append(separator).append(Byte.toUnsignedInt(pixel));
        }
      } else if (raw.inputs() instanceof Features features) {
        for (int column = 0; column < size; column++) {
          row.append(separator).append(text(features.values()[i * size + column]));
        }
      }
      table.append(row).append('\n');
    }
  }

  /** Gives the shortest text that is read as the same number; nothing of what is missing. */
  private static String text(float number) {
    if (Float.isNaN(number)) {
      return "";
    }
    boolean isPlain = number == (int) number && Math.abs(number) < 1e9;
    boolean isMinusZero = number == 0 && 1 / number < 0;
    return isPlain && !isMinusZero
        ? Integer.toString((int) number)
        : Float.toString(number).toLowerCase(Locale.ROOT);
  }
}
