package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.IdxFiles;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import io.github.numloss.source.Datasets;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of MNIST's digits as people have them, predicted by the committed model. */
final class PredictPicturesTest {
  private static final Path HOME = Path.of(System.getProperty("numloss.home"));
  private static final int DIGITS = 200;

  @TempDir private static Path folder;
  private static Examples digits;
  private static List<Integer> known;

  @BeforeAll
  static void predictIdx() throws IOException {
    int[] first = new int[DIGITS];
    Arrays.setAll(first, i -> i);
    digits = new Datasets(HOME.resolve("datasets")).load("mnist", Split.TEST).select(first);
    Path idx = folder.resolve("digits.idx");
    IdxFiles.writeImages(idx, digits.images());
    known = predict(idx);
  }

  private static List<Integer> predict(Object... arguments) throws IOException {
    List<Object> all =
        new ArrayList<>(List.of("predict", "--model-dir", HOME.resolve("graphs/reference")));
    all.addAll(List.of(arguments));
    Run run = Run.of(all.toArray());
    assertThat(run.code()).as(run.err()).isZero();
    List<Integer> classes = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      JsonNode json = new ObjectMapper().readTree(line);
      classes.add(json.get("classIndex").asInt());
    }
    return classes;
  }

  /** Draws digits of 28 by 28 pixels somewhere in larger pictures, in ink on a ground. */
  private static Path draw(
      String name, int height, int width, int size, int left, int top, Color ink, Color ground)
      throws IOException {
    Path pictures = Files.createDirectories(folder.resolve(name));
    Images images = digits.images();
    for (int i = 0; i < DIGITS; i++) {
      BufferedImage digit = new BufferedImage(28, 28, BufferedImage.TYPE_INT_ARGB);
      for (int k = 0; k < 784; k++) {
        int opacity = Byte.toUnsignedInt(images.bytes()[i * 784 + k]);
        digit.setRGB(k % 28, k / 28, (opacity << 24) | (ink.getRGB() & 0xffffff));
      }
      BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
      Graphics2D graphics = picture.createGraphics();
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      graphics.setColor(ground);
      graphics.fillRect(0, 0, width, height);
      graphics.drawImage(digit, left, top, size, size, null);
      graphics.dispose();
      ImageIO.write(
          picture, "png", pictures.resolve(String.format(Locale.ROOT, "%03d.png", i)).toFile());
    }
    return pictures;
  }

  private static long agreeing(List<Integer> found) {
    assertThat(found).hasSize(DIGITS);
    long count = 0;
    for (int i = 0; i < DIGITS; i++) {
      count += found.get(i).equals(known.get(i)) ? 1 : 0;
    }
    return count;
  }

  @Test
  void digitsAsTheyAreGiveTheSame() throws IOException {
    Path same = draw("same", 28, 28, 28, 0, 0, Color.WHITE, Color.BLACK);
    assertThat(predict(same)).isEqualTo(known);
    assertThat(predict("--fit", "stretch", "--invert", "no", same)).isEqualTo(known);
    assertThat(predict("--fit", "pad", same)).isEqualTo(known);
  }

  @Test
  void blackInkOnWhiteGivesTheSame() throws IOException {
    Path dark = draw("dark", 28, 28, 28, 0, 0, Color.BLACK, Color.WHITE);
    assertThat(predict(dark)).isEqualTo(known);
    assertThat(agreeing(predict("--invert", "no", "--fit", "stretch", dark)))
        .isLessThan(DIGITS / 2);
  }

  @Test
  void aDigitInACornerOfATallPictureIsFound() throws IOException {
    Path corner = draw("corner", 300, 200, 90, 105, 205, Color.BLACK, Color.WHITE);
    assertThat(agreeing(predict(corner))).isGreaterThanOrEqualTo(DIGITS * 97 / 100);
    assertThat(agreeing(predict("--fit", "stretch", corner))).isLessThan(DIGITS / 2);
  }

  @Test
  void inkOfAnyColourOnTransparencyIsSeen() throws IOException {
    Color nothing = new Color(0, 0, 0, 0);
    for (Color ink : new Color[] {Color.WHITE, Color.BLACK, new Color(0, 60, 160)}) {
      Path clear = draw("clear" + ink.getRGB(), 120, 160, 90, 10, 20, ink, nothing);
      assertThat(agreeing(predict(clear))).as("%s", ink).isGreaterThanOrEqualTo(DIGITS * 97 / 100);
    }
  }
}
