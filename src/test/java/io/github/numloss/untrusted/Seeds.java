package io.github.numloss.untrusted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.IdxFiles;
import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.experiment.Experiment;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.Npy;
import io.github.numloss.io.NpyArray;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.io.Npz;
import io.github.numloss.picture.Tiff;
import io.github.numloss.picture.WebP;
import io.github.numloss.source.PictureData;
import io.github.numloss.train.CheckpointFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Small valid files of every kind that is read, for mutations to start from. */
final class Seeds {
  private static final Examples TINY = TinyData.images(6, ClassValues.range(3), Split.TRAIN);
  private static final FloatArray ROWS =
      new FloatArray(new int[] {2, 2}, new float[] {0.25f, 0.75f, 1, 0});

  /** Five examples' labels, of two classes. */
  static final NpyArray.LongArray LABELS =
      new NpyArray.LongArray(new int[] {5}, new long[] {0, 1, 0, 1, 1});

  static final byte[] IDX_LABELS = {0, 0, 8, 1, 0, 0, 0, 5, 0, 1, 0, 1, 1};

  private Seeds() {}

  /** Writes to a file. */
  private interface Writer {
    void write(Path file) throws IOException;
  }

  static List<byte[]> of(Parser parser) throws IOException {
    return switch (parser) {
      case IDX_IMAGES ->
          List.of(
              written(file -> IdxFiles.writeImages(file, TINY.images())),
              idx(0x09, 1, 1, 2, 3, 0, 1, 2, 3, 4, 5),
              idx(0x0b, 2, 1, 1, 2, 0, 7, 0, 255),
              idx(0x0d, 4, 1, 1, 1, 0x43, 0x7f, 0, 0),
              idx(0x0e, 8, 1, 1, 1, 0x40, 0x6f, 0xe0, 0, 0, 0, 0, 0));
      case IDX_LABELS, DATASET_LABELS ->
          List.of(
              written(file -> IdxFiles.writeLabels(file, TINY.labels())),
              gzip(
                  written(file -> IdxFiles.writeLabels(file, TINY.labels())),
                  Deflater.NO_COMPRESSION));
      case GZIP -> gzips(written(file -> IdxFiles.writeImages(file, TINY.images())));
      case PICTURE -> pictures();
      case NPY -> List.of(written(file -> Npy.write(file, ROWS)));
      case NPZ ->
          List.of(written(file -> Npz.write(file, Map.of("dense_1.kernel", ROWS, "bias", ROWS))));
      case TABLE -> tables();
      case PIXEL_TABLE ->
          texts(
              "label,pixel0,pixel1,pixel2,pixel3\n0,1,2,3,4\n1,5,6,7,8\n1,9,10,11,255\n0,0,0,0,0\n",
              "1x1;1x2;y\r\n0;1;-2,5\r\n2;3;-2,5\r\n4;5;0\r\n6;255;0\r\n");
      case ARRAYS -> arrays();
      case ARRAY ->
          List.of(
              written(file -> Npy.write(file, new FloatArray(new int[] {5, 1}, new float[5]))),
              written(
                  file ->
                      Npy.write(
                          file, new NpyArray.ByteArray(new int[] {5, 1, 1, 3}, new byte[15]))));
      case IDX_VECTORS ->
          List.of(
              join(new byte[] {0, 0, 0x0d, 2, 0, 0, 0, 5, 0, 0, 0, 1}, new byte[20]),
              join(new byte[] {0, 0, 8, 4, 0, 0, 0, 5, 0, 0, 0, 1}, idxColours()));
      case PNG -> join(fixtures("\u0089PNG"), picture(BufferedImage.TYPE_BYTE_BINARY, "png"));
      case JPEG -> fixtures("\u00ff\u00d8");
      case GIF -> join(fixtures("GIF"), picture(BufferedImage.TYPE_BYTE_INDEXED, "gif"));
      case BMP -> join(fixtures("BM"), picture(BufferedImage.TYPE_BYTE_INDEXED, "bmp"));
      case TIFF -> join(join(fixtures("II"), fixtures("MM")), Tiff.grey(6, 9, 8, 0, greys()));
      case WEBP ->
          join(fixtures("RIFF"), WebP.grey(9, 8, greys(), Tiff.exif(ByteOrder.BIG_ENDIAN, 8)));
      case STRUCTURE ->
          texts(
              "1/a.png\n2/b.png\n",
              "train/1/a.png\ntrain/2.5/b\ntest/1e0/c.jpg\n.hidden/x\nThumbs.db=x\n",
              "dataset.json={\"schemaVersion\": 1, \"classes\": {\"low\": 1, \"b\": 2}}\nlow/a\nb/b\n",
              "train.csv=a,y|1,2|3,4\ntest.csv=a,y|5,4\n",
              "table.csv=picture,y|a.png,1|in/b.png,2\na.png\nin/b.png\n");
      case PICTURE_TABLE ->
          texts(
              "picture,rating\na.png,1\nb/c.png,2\na.png,1\n",
              "file;weight;y;split\r\nb\\c.png;1;0,5;train\r\na.png;1;2;train\r\n./a.png;1;2;test\r\n");
      case PICTURE_DESCRIPTION ->
          texts(
              "{\"schemaVersion\": 1, \"classes\": {\"1\": 0.5, \"2\": 7}, \"size\": [5, 4], \"channels\": 3,"
                  + " \"background\": \"#ff8000\", \"preparation\": {\"fit\": \"pad\", \"ink\": \"any\"}}",
              "{\"schemaVersion\": 1, \"channels\": 4, \"unit\": \"years\", \"licence\": \"CC0\","
                  + " \"preparation\": {\"fit\": \"crop\", \"ink\": \"any\"}}",
              "{\"schemaVersion\": 1, \"channels\": 1, \"size\": [28, 28],"
                  + " \"preparation\": {\"fit\": \"mnist\", \"ink\": \"light\"}}");
      case TABLE_DESCRIPTION ->
          texts(
              "{\"schemaVersion\": 1, \"columns\": {\"value\": \"y\", \"ignore\": \"a, c\"}, \"missing\": \"mean\","
                  + " \"bins\": \"width:1.5\"}",
              "{\"schemaVersion\": 1, \"columns\": {\"weight\": \"b\", \"group\": \"a\"}, \"bins\": \"quantile:2\"}",
              "{\"schemaVersion\": 1, \"bins\": \"list:0,1e0,2.5\", \"missing\": \"-1.5\"}",
              "{\"schemaVersion\": 1, \"classValues\": [0.5, 1, 2, 3], \"labels\": \"values\"}");
      case PACK -> List.of(kept()[0]);
      case PICTURE_INDEX -> List.of(kept()[1]);
      case CLASS_WEIGHTS -> texts("class,weight\n-1,0.5\n2.5,1e1\n", "0,1\r\n1,0\r\n");
      case COSTS -> texts("a,b,c\n0,1,2\n1,0,1\n\"4\",1,0\n", "0,1\n-0.5,0\n");
      case PLAN -> List.of(builtInPlan(), ownPlan());
      case TRIAL ->
          List.of(committed("results/first-run/trials/mnist-dnn-baseline-seed1/trial.json"));
      case MODEL -> List.of(model(), calibrated(model()));
      case MODEL_FILE ->
          List.of(
              ("{\"schemaVersion\": 1, \"layers\": [{\"name\": \"conv2d\", \"filters\": 4, \"size\": 2},"
                      + " {\"name\": \"lstm\", \"units\": 3, \"everyStep\": true}, {\"name\": \"flatten\"},"
                      + " {\"name\": \"dropout\", \"rate\": 0.5}], \"epochs\": 3, \"learningRate\": 0.1}")
                  .getBytes(StandardCharsets.UTF_8),
              ("{\"schemaVersion\": 1, \"name\": \"small\", \"layers\": [{\"name\": \"shrink\", \"to\": 8,"
                      + " \"layers\": [{\"name\": \"max-pool\"}]}, {\"name\": \"residual\", \"layers\":"
                      + " [{\"name\": \"depthwise-conv2d\", \"stride\": 2}, {\"name\": \"batch-norm\", \"momentum\":"
                      + " 0.5, \"epsilon\": 1e-2}, {\"name\": \"relu\"}]}, {\"name\": \"global-average-pool\"},"
                      + " {\"name\": \"standardize\"}, {\"name\": \"dense\", \"units\": 3}]}")
                  .getBytes(StandardCharsets.UTF_8));
      case CHECKPOINT -> List.of(CheckpointFile.bytes());
      case DATASET_DESCRIPTION ->
          List.of(
              "{\"schemaVersion\": 1, \"name\": \"tiny\", \"classValues\": [0, 0.5, 2e1]}"
                  .getBytes(StandardCharsets.UTF_8),
              ("{\"schemaVersion\": 1, \"name\": \"tiny\", \"labels\": \"values\","
                      + " \"preparation\": {\"fit\": \"pad\", \"ink\": \"any\"}}")
                  .getBytes(StandardCharsets.UTF_8));
    };
  }

  private static byte[] idxColours() {
    return join(new byte[] {0, 0, 0, 1, 0, 0, 0, 3}, new byte[15]);
  }

  private static List<byte[]> texts(String... texts) {
    return Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  private static List<byte[]> tables() throws IOException {
    List<byte[]> tables =
        new ArrayList<>(
            texts(
                "a,b,y\n1,2.5,0\n-3,1e-4,1\n5,6,0\n7,8,1\n",
                "\uFEFFa;\"b;c\";label;group\r\n1,5;2;0;\"p \"\"1\"\"\"\r\n3;-4,25;1;q\r\n"
                    + "1;0;0;r\r\n2;2;1;s\r\n",
                "a\tsample_weight\tsplit\ty\n1\t0.5\ttrain\t0\n2\t1\ttest\t1\n3\t1\tval\t1\n"));
    tables.add(gzip(tables.get(0), Deflater.NO_COMPRESSION));
    return tables;
  }

  /** As numpy.savez and numpy.savez_compressed write them: tables_fixture.py. */
  private static List<byte[]> arrays() throws IOException {
    String folder = "src/test/resources/io/github/numloss/io/arrays/";
    return List.of(committed(folder + "keras.npz"), committed(folder + "keras-deflated.npz"));
  }

  private static byte[] model() throws IOException {
    return committed("graphs/reference/1/assets.extra/model.json");
  }

  private static byte[] calibrated(byte[] model) {
    String calibration =
        """
        {"calibration": {"images": 6000, "temperature": 1.25, "logLossBefore": 0.0625,
         "logLossAfter": 0.05, "expectedCalibrationErrorBefore": 0.02,
         "expectedCalibrationErrorAfter": 0.01, "intervals": [
           {"level": 0.9, "threshold": 0.125},
           {"level": 0.95, "threshold": null, "thresholdReason": "too few"}]},""";
    return new String(model, StandardCharsets.UTF_8)
        .replaceFirst("\\{", calibration)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] written(Writer writer) throws IOException {
    Path folder = Files.createTempDirectory("seed");
    try {
      Path file = folder.resolve("file");
      writer.write(file);
      return Files.readAllBytes(file);
    } finally {
      AtomicFiles.delete(folder);
    }
  }

  /** Puts images of any type together: type, width of a value in bytes, sizes, then the bytes. */
  private static byte[] idx(int type, int width, int count, int height, int columns, int... bytes) {
    ByteBuffer buffer = ByteBuffer.allocate(16 + count * height * columns * width);
    buffer.putInt(type << 8 | 3).putInt(count).putInt(height).putInt(columns);
    for (int value : bytes) {
      buffer.put((byte) value);
    }
    return buffer.array();
  }

  private static byte[] gzip(byte[] content, int level) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream stream =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(level);
          }
        }) {
      stream.write(content);
    }
    return bytes.toByteArray();
  }

  private static List<byte[]> gzips(byte[] content) throws IOException {
    byte[] packed = gzip(content, Deflater.BEST_COMPRESSION);
    byte[] twoMembers =
        join(
            gzip(Arrays.copyOf(content, 10), Deflater.NO_COMPRESSION),
            gzip(Arrays.copyOfRange(content, 10, content.length), Deflater.NO_COMPRESSION));
    // Every field that the header may have: extra bytes, a name, a comment and a checksum.
    byte[] header = {0x1f, (byte) 0x8b, 8, 30, 0, 0, 0, 0, 0, 3, 2, 0, 1, 2, 'n', 0, 'c', 0, 9, 9};
    byte[] allFields = join(header, Arrays.copyOfRange(packed, 10, packed.length));
    return List.of(packed, gzip(content, Deflater.NO_COMPRESSION), twoMembers, allFields);
  }

  private static byte[] join(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  private static List<byte[]> pictures() throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    for (int type :
        new int[] {
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_USHORT_GRAY,
          BufferedImage.TYPE_INT_ARGB,
          BufferedImage.TYPE_BYTE_BINARY
        }) {
      pictures.add(picture(type, "png"));
    }
    for (String format : new String[] {"gif", "bmp", "tiff"}) {
      pictures.add(picture(BufferedImage.TYPE_INT_RGB, format));
      pictures.add(picture(BufferedImage.TYPE_BYTE_BINARY, format));
    }
    pictures.add(picture(BufferedImage.TYPE_BYTE_INDEXED, "gif"));
    pictures.add(picture(BufferedImage.TYPE_INT_ARGB, "tiff"));
    pictures.add(Tiff.grey(6, 9, 8, 0, greys()));
    pictures.add(WebP.grey(9, 8, greys(), new byte[0]));
    pictures.add(WebP.grey(9, 8, greys(), Tiff.exif(ByteOrder.BIG_ENDIAN, 8)));
    pictures.add(picture(BufferedImage.TYPE_BYTE_GRAY, "jpg"));
    pictures.add(picture(BufferedImage.TYPE_INT_RGB, "jpg"));
    return pictures;
  }

  private static byte[] picture(int type, String format) throws IOException {
    BufferedImage picture = new BufferedImage(9, 8, type);
    for (int i = 0; i < 72; i++) {
      picture.setRGB(i % 9, i / 9, i * 0x03050709);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture, format, bytes);
    return bytes.toByteArray();
  }

  /** Gives the pictures that begin so of those that Pillow has made: pictures_fixture.py. */
  private static List<byte[]> fixtures(String beginning) throws IOException {
    List<byte[]> found = new ArrayList<>();
    String name = "src/test/resources/io/github/numloss/picture/colours.json";
    for (JsonNode one : new ObjectMapper().readTree(committed(name))) {
      byte[] picture = Base64.getDecoder().decode(one.path("file").asText());
      if (new String(picture, StandardCharsets.ISO_8859_1).startsWith(beginning)) {
        found.add(picture);
      }
    }
    return found;
  }

  private static List<byte[]> join(List<byte[]> some, byte[]... others) {
    List<byte[]> all = new ArrayList<>(some);
    all.addAll(List.of(others));
    return all;
  }

  private static List<byte[]> join(List<byte[]> some, List<byte[]> others) {
    return join(some, others.toArray(byte[][]::new));
  }

  private static byte[] greys() {
    byte[] greys = new byte[72];
    greys[30] = 99;
    return greys;
  }

  /** Gives a small picture in colours. */
  static byte[] picture() throws IOException {
    return picture(BufferedImage.TYPE_INT_RGB, "png");
  }

  private static byte[][] kept() throws IOException {
    Path folder = Files.createTempDirectory("kept");
    try {
      for (String name : List.of("1/a.png", "2/b.png")) {
        Files.createDirectories(folder.resolve("pictures").resolve(name).getParent());
        Files.write(folder.resolve("pictures").resolve(name), picture());
      }
      return PictureData.kept(folder.resolve("pictures"));
    } finally {
      AtomicFiles.delete(folder);
    }
  }

  /** Gives a plan with every field that a built-in one lacks. */
  private static byte[] ownPlan() {
    return """
        {"schemaVersion": 2, "title": "own", "choose": "meanAbsoluteError",
         "pairs": [{"dataset": "../a", "test": "../a", "data": {"folds": 5, "bins": "width:5",
           "columns": {"value": "y"}, "missing": "mean", "size": [9, 8]}}],
         "models": [{"name": "small", "model": {"name": "own", "layers": [{"name": "flatten"}]},
           "seeds": [1, -2], "epochs": 1, "batchSize": 8, "validation": 0.25,
           "optimizer": {"name": "sgd", "learningRate": 0.1, "schedule": "constant", "momentum": 0.5},
           "augmentation": [{"name": "shift", "pixels": 2}, {"name": "rotation", "degrees": 5}],
           "classWeights": {"0": 1, "1.5": 2}}],
         "losses": [{"name": "a", "loss": {"name": "crps"}},
           {"name": "b", "loss": {"name": "soft-labels", "rule": "gaussian", "sigma": 1}},
           {"name": "c", "head": {"name": "cumulative-link", "link": "probit"}}],
         "family": ["logLoss", {"measure": "meanAbsoluteError", "decoder": "median", "equivalence": 0.1}]}
        """
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] builtInPlan() throws IOException {
    Path folder = Files.createTempDirectory("plan");
    try {
      Experiment.open(folder.resolve("quickstart"));
      return Files.readAllBytes(folder.resolve("quickstart/plan.json"));
    } finally {
      AtomicFiles.delete(folder);
    }
  }

  private static byte[] committed(String file) throws IOException {
    return Files.readAllBytes(Path.of(System.getProperty("numloss.home", "."), file));
  }
}
