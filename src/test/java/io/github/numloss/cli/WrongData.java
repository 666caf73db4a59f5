package io.github.numloss.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * A data set that a stranger might bring, and what is said of it: a block of wrong-data.txt, which
 * explains itself.
 *
 * @param name what is the matter with it
 * @param files the files, each as path = content
 * @param arguments of {@code numloss data describe}
 * @param said the sentence, or what is found if it is right
 */
record WrongData(String name, List<String> files, String arguments, String said) {
  /** Reads all of them. */
  static List<WrongData> all() throws IOException {
    String text;
    try (var stream = WrongData.class.getResourceAsStream("wrong-data.txt")) {
      text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
    List<WrongData> all = new ArrayList<>();
    for (String block : text.split("\n\n+", -1)) {
      if (!block.isBlank() && !block.startsWith("#")) {
        List<String> lines = block.lines().toList();
        String arguments = only(lines, "$ ");
        all.add(
            new WrongData(
                lines.get(0),
                lines.stream()
                    .filter(line -> line.startsWith("+ "))
                    .map(w -> w.substring(2))
                    .toList(),
                arguments.isEmpty() ? "DATA" : arguments,
                only(lines, "> ")));
      }
    }
    return all;
  }

  private static String only(List<String> lines, String start) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .collect(Collectors.joining());
  }

  /** Makes the files in a folder. */
  void make(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String line : files) {
      String[] parts = line.split(" = ", 2);
      Path file = folder.resolve(parts[0]);
      if (parts.length == 1) {
        Files.createDirectories(file);
      } else {
        Files.createDirectories(file.getParent());
        Files.write(file, content(parts[1]));
      }
    }
  }

  private static byte[] content(String text) throws IOException {
    if (!text.matches("<[a-z].*")) {
      return text(text).getBytes(StandardCharsets.UTF_8);
    }
    String[] words = text.substring(1, text.indexOf('>')).split(" ", 2);
    words = words[0].equals("half") ? words : text.substring(1, text.indexOf('>')).split(" ", -1);
    String rest = text.substring(text.indexOf('>') + 1).strip();
    return switch (words[0]) {
      case "nothing" -> new byte[0];
      case "png", "jpg" -> picture(words[0]);
      case "half" -> half(content("<" + words[1] + ">" + rest));
      case "damaged" -> damaged();
      case "heic" -> "\0\0\0\u0018ftypheic\0\0\0\0mif1heic".getBytes(StandardCharsets.ISO_8859_1);
      case "in" -> text(rest).getBytes(Charset.forName(words[1]));
      case "gzip" -> gzip(content(rest.isEmpty() ? "<nothing>" : rest));
      case "zip" -> zip(words[1], content(rest));
      case "rows" -> rows(Integer.parseInt(words[1]));
      case "idx" -> idx(words[1], words[2], rest);
      case "npy" -> npy(words[1], words[2], rest);
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static String text(String written) {
    return written.replace("¶", "\n").replace("␍", "\r").replace("⇥", "\t").replace("␀", "\0");
  }

  private static byte[] rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> i + "," + i)
        .collect(Collectors.joining("\n", "a,y\n", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] picture(String format) throws IOException {
    BufferedImage picture = new BufferedImage(9, 8, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 72; i++) {
      picture.setRGB(i % 9, i / 9, i * 0x03050709);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }

  private static byte[] half(byte[] whole) {
    return Arrays.copyOf(whole, whole.length / 2);
  }

  private static byte[] damaged() throws IOException {
    byte[] picture = picture("png");
    Arrays.fill(picture, 45, picture.length - 20, (byte) 0x55);
    return picture;
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream stream = new GZIPOutputStream(bytes)) {
      stream.write(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream stream = new ZipOutputStream(bytes)) {
      stream.putNextEntry(new ZipEntry(name));
      stream.write(content);
    }
    return bytes.toByteArray();
  }

  private static int[] sizes(String text) {
    return Arrays.stream(text.split("x", -1)).mapToInt(Integer::parseInt).toArray();
  }

  private static byte[] numbers(String type, int count, String values, ByteOrder order) {
    String[] given = values.isEmpty() ? new String[0] : values.split(" ", -1);
    ByteBuffer bytes = ByteBuffer.allocate(count * 8).order(order);
    for (int i = 0; i < count; i++) {
      double value = i < given.length ? Double.parseDouble(given[i]) : 0;
      if (type.equals("ubyte")) {
        bytes.put((byte) value);
      } else {
        bytes.putDouble(value);
      }
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static int product(int[] sizes) {
    return Arrays.stream(sizes).reduce(1, Math::multiplyExact);
  }

  private static byte[] idx(String type, String shape, String values) {
    int[] sizes = sizes(shape);
    ByteBuffer header = ByteBuffer.allocate(4 + 4 * sizes.length);
    header.putInt((type.equals("ubyte") ? 8 : 14) << 8 | sizes.length);
    Arrays.stream(sizes).forEach(header::putInt);
    return join(header.array(), numbers(type, product(sizes), values, ByteOrder.BIG_ENDIAN));
  }

  private static byte[] npy(String type, String shape, String values) {
    int[] sizes = sizes(shape);
    String tuple = shape.replace("x", ", ") + (sizes.length == 1 ? "," : "");
    String descr =
        switch (type) {
          case "ubyte" -> "|u1";
          case "object" -> "|O";
          case "text" -> "<U2";
          default -> "<f8";
        };
    String header =
        String.format(
            Locale.ROOT, "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }", descr, tuple);
    header = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
    ByteBuffer start = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
    start
        .put("\u0093NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1))
        .putShort((short) header.length());
    return join(
        join(start.array(), header.getBytes(StandardCharsets.ISO_8859_1)),
        numbers(type, product(sizes), values, ByteOrder.LITTLE_ENDIAN));
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  @Override
  public String toString() {
    return name;
  }
}
