package io.github.numloss.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PreparerTest {
  private static int[] prepare(
      Fit fit, Ink ink, Invert invert, int height, int width, GreyPicture picture) {
    return unsigned(
        new Preparer(new Preparation(fit, ink), invert, height, width).prepare(picture));
  }

  private static int[] unsigned(byte[] bytes) {
    int[] values = new int[bytes.length];
    Arrays.setAll(values, i -> Byte.toUnsignedInt(bytes[i]));
    return values;
  }

  private static GreyPicture picture(int height, int width, int... greys) {
    float[] pixels = new float[greys.length];
    for (int i = 0; i < greys.length; i++) {
      pixels[i] = greys[i];
    }
    return new GreyPicture(height, width, pixels);
  }

  /** Draws a filled rectangle on a ground. */
  private static GreyPicture rectangle(
      int height, int width, int top, int left, int rows, int columns, int ink, int ground) {
    float[] pixels = new float[height * width];
    Arrays.fill(pixels, ground);
    for (int y = top; y < top + rows; y++) {
      Arrays.fill(pixels, y * width + left, y * width + left + columns, ink);
    }
    return new GreyPicture(height, width, pixels);
  }

  /** Ten rows by five, whatever their place: 20 by 10, whose middle comes to pixel 14. */
  @Test
  void whatIsDrawnIsCutOutScaledToTwentyAndCentred() {
    for (int[] place : new int[][] {{0, 0}, {3, 60}, {70, 70}}) {
      int[] image =
          prepare(
              Fit.MNIST,
              Ink.LIGHT,
              Invert.AUTO,
              28,
              28,
              rectangle(100, 80, place[0], place[1], 10, 5, 20, 230));
      for (int i = 0; i < image.length; i++) {
        int y = i / 28;
        int x = i % 28;
        boolean isInk = y >= 4 && y < 24 && x >= 9 && x < 19;
        assertThat(image[i]).as("row %d, column %d", y, x).isEqualTo(isInk ? 255 : 0);
      }
    }
  }

  /** A box of 20 rows whose mass is at its top is moved down, as far as the image reaches. */
  @Test
  void theCentreIsThatOfMass() {
    GreyPicture drawn = rectangle(40, 40, 10, 10, 4, 20, 255, 0);
    for (int y = 14; y < 30; y++) {
      drawn.pixels()[y * 40 + 20] = 255;
    }
    int[] image = prepare(Fit.MNIST, Ink.LIGHT, Invert.AUTO, 28, 28, drawn);
    // (80 · 2 + 16 · 12) / 96 = 3.7: the first row is 14 − 3 = 11, but 20 rows end at 28.
    assertThat(Arrays.stream(image, 0, 8 * 28)).containsOnly(0);
    assertThat(Arrays.stream(image, 8 * 28, 9 * 28).filter(pixel -> pixel > 0)).hasSize(20);
  }

  @Test
  void aSpeckOfDustDoesNotCount() {
    GreyPicture drawn = rectangle(300, 200, 100, 50, 100, 100, 255, 0);
    drawn.pixels()[299 * 200 + 199] = 255;
    assertThat(prepare(Fit.MNIST, Ink.LIGHT, Invert.AUTO, 28, 28, drawn))
        .isEqualTo(
            prepare(
                Fit.MNIST,
                Ink.LIGHT,
                Invert.AUTO,
                28,
                28,
                rectangle(300, 200, 100, 50, 100, 100, 255, 0)));
  }

  @Test
  void autoMakesInkAsTheModelHasLearnedIt() {
    GreyPicture light = rectangle(8, 8, 2, 2, 3, 3, 250, 10);
    GreyPicture dark = rectangle(8, 8, 2, 2, 3, 3, 5, 245);
    for (Fit fit : Fit.values()) {
      int[] same = prepare(fit, Ink.LIGHT, Invert.AUTO, 8, 8, light);
      assertThat(prepare(fit, Ink.LIGHT, Invert.AUTO, 8, 8, dark)).isEqualTo(same);
      int[] changed = Arrays.stream(same).map(pixel -> 255 - pixel).toArray();
      assertThat(prepare(fit, Ink.DARK, Invert.AUTO, 8, 8, light)).isEqualTo(changed);
      assertThat(prepare(fit, Ink.DARK, Invert.AUTO, 8, 8, dark)).isEqualTo(changed);
    }
  }

  @Test
  void photographsStayAsTheyAre() {
    GreyPicture dark = rectangle(8, 8, 2, 2, 3, 3, 5, 245);
    int[] pixels = prepare(Fit.STRETCH, Ink.ANY, Invert.AUTO, 8, 8, dark);
    for (int i = 0; i < 64; i++) {
      assertThat(pixels[i]).isEqualTo((int) dark.pixels()[i]);
    }
  }

  @ParameterizedTest
  @EnumSource
  void yesInvertsWhateverItIs(Ink ink) {
    GreyPicture drawn = picture(1, 3, 0, 100, 255);
    assertThat(prepare(Fit.STRETCH, ink, Invert.YES, 1, 3, drawn)).containsExactly(255, 155, 0);
    assertThat(prepare(Fit.STRETCH, ink, Invert.NO, 1, 3, drawn)).containsExactly(0, 100, 255);
  }

  /** With "no", what is darker than the border is no ink for a model of light ink. */
  @Test
  void noLeavesDarkInkOut() {
    GreyPicture dark = rectangle(50, 50, 10, 10, 20, 20, 5, 245);
    assertThat(prepare(Fit.MNIST, Ink.LIGHT, Invert.NO, 28, 28, dark)).containsOnly(0);
    assertThat(prepare(Fit.MNIST, Ink.LIGHT, Invert.YES, 28, 28, dark)).contains(255);
  }

  @Test
  void padKeepsProportionsAndFillsWithTheBorder() {
    GreyPicture wide = rectangle(2, 6, 0, 2, 2, 2, 0, 90);
    assertThat(prepare(Fit.PAD, Ink.ANY, Invert.AUTO, 4, 6, wide))
        .containsExactly(
            90, 90, 90, 90, 90, 90, 90, 90, 0, 0, 90, 90, 90, 90, 0, 0, 90, 90, 90, 90, 90, 90, 90,
            90);
    assertThat(prepare(Fit.PAD, Ink.LIGHT, Invert.AUTO, 4, 6, wide)).contains(165, 255);
  }

  @ParameterizedTest
  @EnumSource
  void aBlankPictureGivesABlankImage(Fit fit) {
    for (int grey : new int[] {0, 128, 255}) {
      GreyPicture blank = rectangle(30, 40, 0, 0, 0, 0, 0, grey);
      int[] image = prepare(fit, Ink.LIGHT, Invert.AUTO, 28, 28, blank);
      assertThat(image).containsOnly(image[0]);
      byte[] bytes = new byte[784];
      Arrays.fill(bytes, (byte) image[0]);
      assertThat(Remark.of(bytes, 0, 784, Ink.LIGHT)).contains(Remark.BLANK);
    }
  }

  /** Paper is uneven: what strays as far on the light side is no ink on the dark one. */
  @Test
  void unevenPaperIsNoInk() {
    GreyPicture paper = rectangle(60, 60, 20, 20, 20, 20, 40, 180);
    for (int i = 0; i < paper.pixels().length; i++) {
      paper.pixels()[i] += paper.pixels()[i] > 100 ? i % 60 - 30 : 0;
    }
    int[] image = prepare(Fit.MNIST, Ink.LIGHT, Invert.AUTO, 28, 28, paper);
    assertThat(Arrays.stream(image, 0, 3 * 28)).containsOnly(0);
    assertThat(Arrays.stream(image).filter(pixel -> pixel > 200).count()).isBetween(361L, 441L);
  }

  @Test
  void remarksOnWhatWasNotLearned() {
    byte[] pixels = new byte[200];
    Arrays.fill(pixels, 100, 141, (byte) 255);
    assertThat(Remark.of(pixels, 0, 100, Ink.LIGHT)).contains(Remark.BLANK);
    assertThat(Remark.of(pixels, 100, 100, Ink.LIGHT)).contains(Remark.MOSTLY_INK);
    assertThat(Remark.of(pixels, 100, 100, Ink.ANY)).isEmpty();
    assertThat(Remark.of(pixels, 100, 100, Ink.DARK)).contains(Remark.MOSTLY_INK);
    pixels[100] = 0;
    pixels[101] = 0;
    assertThat(Remark.of(pixels, 100, 100, Ink.LIGHT)).isEmpty();
  }
}
