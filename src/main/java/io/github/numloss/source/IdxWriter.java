package io.github.numloss.source;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Features;
import io.github.numloss.data.Images;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Writes data as IDX files: by MNIST's names where these can hold all that is known, which are
 * pictures to learn and to test on whose values are whole numbers from 0 to 255; else by others.
 * Weights and groups become further columns of the labels.
 */
final class IdxWriter implements DataWriter<Path> {
  private static final int BYTE = 0x08;
  private static final int FLOAT = 0x0d;
  private static final int DOUBLE = 0x0e;

  /** The files of a part. */
  private record Pair(Path inputs, Path labels) {}

  @Override
  public Description write(Path folder, DataToConvert data) throws IOException {
    Map<Part, Pair> pairs = new EnumMap<>(Part.class);
    GroupNumbers groups = new GroupNumbers();
    SortedSet<Float> values = new TreeSet<>();
    Map<String, String> columns = new LinkedHashMap<>();
    boolean areMnist =
        data.parts().equals(EnumSet.of(Part.TRAIN, Part.TEST)) && data.description().bins() == null;
    for (Part part : data.parts()) {
      RawExamples raw = data.read(part);
      data.requireReadable(raw);
      data.loseNames(raw);
      columns = columns(raw);
      boolean areBytes = columns.size() == 1 && areBytes(raw.targets());
      areMnist &= areBytes && raw.inputs() instanceof Images;
      pairs.put(
          part,
          new Pair(
              writeInputs(folder, start(data, part), raw),
              writeLabels(folder, start(data, part), raw, groups, areBytes)));
      for (double target : raw.targets()) {
        values.add((float) target + 0f);
      }
    }
    if (groups.areRenamed()) {
      data.lose("groups have numbers in place of their names");
    }
    ClassValues said = data.description().classValues();
    if (areMnist && (said != null || values.size() > 1)) {
      for (Map.Entry<Part, Pair> pair : pairs.entrySet()) {
        boolean isTest = pair.getKey() == Part.TEST;
        rename(pair.getValue().inputs(), isTest ? IdxRole.TEST_IMAGES : IdxRole.TRAIN_IMAGES);
        rename(pair.getValue().labels(), isTest ? IdxRole.TEST_LABELS : IdxRole.TRAIN_LABELS);
      }
      said = said == null ? ClassValues.of(floats(values)) : said;
    }
    return data.description().inOtherForm(said, columns.size() == 1 ? null : columns, null, false);
  }

  private static void rename(Path file, IdxRole role) throws IOException {
    Files.move(file, file.resolveSibling(role.mnistName()));
  }

  private static float[] floats(SortedSet<Float> values) {
    float[] all = new float[values.size()];
    int k = 0;
    for (float value : values) {
      all[k++] = value;
    }
    return all;
  }

  /** Begins the name of a part's files otherwise than MNIST's do. */
  private static String start(DataToConvert data, Part part) {
    if (!data.isDivided()) {
      return "";
    }
    return part == Part.TRAIN ? "training-" : DataToConvert.word(part) + "-";
  }

  private static Map<String, String> columns(RawExamples raw) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("value", "1");
    if (raw.weights() != null) {
      columns.put("weight", "2");
    }
    if (raw.groups() != null) {
      columns.put("group", raw.weights() == null ? "2" : "3");
    }
    return columns;
  }

  private static boolean areBytes(double[] targets) {
    return Arrays.stream(targets)
        .allMatch(target -> target >= 0 && target <= 255 && target == (int) target);
  }

  private static Path writeInputs(Path folder, String start, RawExamples raw) throws IOException {
    if (raw.inputs() instanceof Images images) {
      int[] sizes = images.shape().sizes().stream().mapToInt(Integer::intValue).toArray();
      Path file = folder.resolve(start + "images-idx" + (sizes.length + 1) + "-ubyte");
      try (DataOutputStream stream = open(file)) {
        writeHeader(stream, BYTE, raw.count(), sizes);
        ImageBytes.write(stream, images);
      }
      return file;
    }
    Features features = (Features) raw.inputs();
    Path file = folder.resolve(start + "features-idx2-float");
    try (DataOutputStream stream = open(file)) {
      writeHeader(stream, FLOAT, raw.count(), features.size());
      for (float value : features.values()) {
        stream.writeFloat(value);
      }
    }
    return file;
  }

  private static Path writeLabels(
      Path folder, String start, RawExamples raw, GroupNumbers groups, boolean areBytes)
      throws IOException {
    double[] targets = raw.targets();
    float[] weights = raw.weights();
    double[] numbers = raw.groups() == null ? null : groups.of(raw.groups());
    int columns = 1 + (weights == null ? 0 : 1) + (numbers == null ? 0 : 1);
    String end = areBytes ? "labels-idx1-ubyte" : columns == 1 ? "labels-idx1-double" : null;
    Path file = folder.resolve(start + (end == null ? "labels-idx2-double" : end));
    List<Integer> more = columns == 1 ? List.of() : List.of(columns);
    try (DataOutputStream stream = open(file)) {
      writeHeader(
          stream,
          areBytes ? BYTE : DOUBLE,
          raw.count(),
          more.stream().mapToInt(Integer::intValue).toArray());
      for (int i = 0; i < targets.length; i++) {
        if (areBytes) {
          stream.writeByte((int) targets[i]);
          continue;
        }
        stream.writeDouble(targets[i]);
        if (weights != null) {
          stream.writeDouble(weights[i]);
        }
        if (numbers != null) {
          stream.writeDouble(numbers[i]);
        }
      }
    }
    return file;
  }

  private static DataOutputStream open(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  private static void writeHeader(DataOutputStream stream, int type, int count, int... sizes)
      throws IOException {
    stream.writeInt(type << 8 | (sizes.length + 1));
    stream.writeInt(count);
    for (int size : sizes) {
      stream.writeInt(size);
    }
  }
}
