package io.github.numloss.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.GraphSession;
import io.github.numloss.data.InputShape;
import io.github.numloss.layer.DropoutNoise.Rows;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** What single augmentations do on average, and what is refused. */
final class AugmentationsTest {
  private static final int MANY = 4000;
  private static final int SIDE = 21;

  /** Finds where a picture is bright, as x and y. */
  private static double[] centre(float[] pictures, int index) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < SIDE * SIDE; i++) {
      double pixel = pictures[index * SIDE * SIDE + i];
      int row = i / SIDE;
      sum += pixel;
      x += pixel * (i % SIDE);
      y += pixel * row;
    }
    return new double[] {x / sum, y / sum};
  }

  private static float[] dots(int row, int column) {
    float[] pictures = new float[MANY * SIDE * SIDE];
    for (int i = 0; i < MANY; i++) {
      pictures[(i * SIDE + row) * SIDE + column] = 200;
    }
    return pictures;
  }

  private static float[] augment(String text, float[] pictures) {
    try (GraphSession graph = new GraphSession()) {
      Ops tf = graph.tf();
      Operand<TFloat32> batch = graph.input(Shape.of(MANY, SIDE, SIDE), pictures);
      Rows all = new Rows(tf.constant(0), tf.constant(MANY), tf.constant(MANY));
      List<Augmentation> list = List.of(Augmentations.ALL.parse(text));
      InputShape shape = InputShape.picture(SIDE, SIDE, 1);
      return graph.run(
          Augmenter.of(tf, list, shape, 11, tf.constant(5L), tf.constant(MANY))
              .apply(tf, batch, all));
    }
  }

  /** Evenly between ±most: the mean is 0 and the variance most² / 3. */
  @ParameterizedTest
  @CsvSource({"shift:pixels=3, 3", "shift:share=0.2, 4.2"})
  void shiftsEvenlyToAllSides(String text, double most) {
    float[] found = augment(text, dots(10, 10));
    double[] sums = new double[4];
    double product = 0;
    for (int i = 0; i < MANY; i++) {
      double x = centre(found, i)[0] - 10;
      double y = centre(found, i)[1] - 10;
      assertThat(Math.max(Math.abs(x), Math.abs(y))).isLessThan(most + 1e-3);
      sums[0] += x;
      sums[1] += y;
      sums[2] += x * x;
      sums[3] += y * y;
      product += x * y;
    }
    double variance = most * most / 3;
    double ofMean = Math.sqrt(variance / MANY);
    assertThat(sums[0] / MANY).isCloseTo(0, within(4 * ofMean));
    assertThat(sums[1] / MANY).isCloseTo(0, within(4 * ofMean));
    assertThat(sums[2] / MANY).isCloseTo(variance, within(0.08 * variance));
    assertThat(sums[3] / MANY).isCloseTo(variance, within(0.08 * variance));
    assertThat(product / MANY).as("of each other").isCloseTo(0, within(0.08 * variance));
  }

  @Test
  void bordersAreCutAtEveryPlaceAlike() {
    float[] found = augment("border-cut:pixels=1", dots(10, 10));
    int[] places = new int[9];
    for (int i = 0; i < MANY; i++) {
      double[] at = centre(found, i);
      places[(int) (3 * (at[1] - 9) + at[0] - 9)]++;
    }
    for (int place : places) {
      assertThat(place / (double) MANY).isCloseTo(1 / 9.0, within(0.02));
    }
  }

  @Test
  void turnsSlantsAndScalesEvenly() {
    float[] turned = augment("rotation:degrees=30", dots(2, 10));
    float[] slanted = augment("shear:degrees=30", dots(2, 10));
    float[] scaled = augment("scale:from=0.5,to=1.5", dots(4, 10));
    double turn = 0;
    double slant = 0;
    double scale = 0;
    for (int i = 0; i < MANY; i++) {
      double[] at = centre(turned, i);
      double angle = Math.toDegrees(Math.atan2(at[0] - 10, 10 - at[1]));
      assertThat(Math.abs(angle)).isLessThan(31);
      turn += angle;
      slant += centre(slanted, i)[0] - 10;
      scale += (10 - centre(scaled, i)[1]) / 6;
    }
    assertThat(turn / MANY).isCloseTo(0, within(4 * 30 / Math.sqrt(3.0 * MANY)));
    assertThat(slant / MANY).isCloseTo(0, within(0.2));
    assertThat(scale / MANY).isCloseTo(1, within(0.03));
  }

  @Test
  void flipsAsOftenAsItSays() {
    float[] found = augment("flip:probability=0.25", dots(3, 4));
    int flipped = 0;
    for (int i = 0; i < MANY; i++) {
      double[] at = centre(found, i);
      assertThat(at[1]).isEqualTo(3);
      assertThat(at[0]).isIn(4.0, 16.0);
      flipped += at[0] == 16 ? 1 : 0;
    }
    assertThat(flipped / (double) MANY).isCloseTo(0.25, within(0.03));
  }

  @Test
  void brightnessKeepsTheMean() {
    float[] white = new float[MANY * SIDE * SIDE];
    Arrays.fill(white, 100);
    float[] found = augment("brightness:by=0.6", white);
    double sum = 0;
    for (int i = 0; i < MANY; i++) {
      assertThat(found[i * SIDE * SIDE]).isBetween(39.9f, 160.1f);
      sum += found[i * SIDE * SIDE];
    }
    assertThat(sum / MANY).isCloseTo(100, within(4 * 60 / Math.sqrt(3.0 * MANY)));
  }

  /** Of half of the pictures from 0.02 to 0.2, in the middle 0.11; sides are whole pixels. */
  @Test
  void erasesTheShareThatItSays() {
    float[] white = new float[MANY * SIDE * SIDE];
    Arrays.fill(white, 255);
    float[] found = augment("erasing:cover=black", white);
    int whole = 0;
    double erased = 0;
    for (int i = 0; i < MANY; i++) {
      int black = 0;
      for (int p = 0; p < SIDE * SIDE; p++) {
        black += found[i * SIDE * SIDE + p] == 0 ? 1 : 0;
      }
      whole += black == 0 ? 1 : 0;
      erased += black / (double) (SIDE * SIDE);
    }
    assertThat(whole / (double) MANY).isCloseTo(0.5, within(0.03));
    assertThat(erased / MANY).isCloseTo(0.5 * 0.11, within(0.004));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "shift:pixels=-1 | pixels is -1.0, expected a finite number of at least 0",
        "shift:share=2 | share is 2.0, expected a number from 0 to 1",
        "shift:pixels=1,share=0.1 | pixels and share exclude each other; give one",
        "shift:fill=white | fill: found \"white\", expected one of black, edge",
        "rotation:degrees=181 | degrees is 181.0, expected a number from 0 to 180",
        "scale:from=0 | from is 0.0, expected a number from 0.1 to 10",
        "scale:from=2,to=1 | from is 2.0 and to is 1.0, expected from to be the smaller one",
        "shear:degrees=90 | degrees is 90.0, expected a number from 0 to 80",
        "border-cut:pixels=-1 | pixels is -1, expected at least 0",
        "erasing:probability=2 | probability is 2.0, expected a number from 0 to 1",
        "erasing:share=-1 | share is -1.0, expected a number from 0 to 1",
        "brightness:by=1.5 | by is 1.5, expected a number from 0 to 1",
        "flip:probability=-0.1 | probability is -0.1, expected a number from 0 to 1",
        "flip:axis=diagonal | expected one of horizontal, vertical",
        "blur | found 'blur', expected one of shift, rotation, scale, shear, border-cut, erasing"
      })
  void whatCannotBeMeantIsRefused(String text, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentations.ALL.parse(text))
        .withMessageContaining(sentence);
  }

  @Test
  void listsThatDoNotGoTogetherAreRefused() {
    List<Augmentation> mixed =
        AugmentationContractTest.parse("flip rotation brightness shift:fill=edge");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentations.requireTogether(mixed))
        .withMessage(
            "rotation has the fill black, but shift has edge; give both the same, as all are put"
                + " together to one change of a picture");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentations.requireTogether(Collections.nCopies(101, mixed.get(0))))
        .withMessage("there are 101 augmentations, expected at most 100");
  }

  @Test
  void examplesThatAreNoPicturesOrTooSmallAreRefused() {
    List<Augmentation> flip = AugmentationContractTest.parse("flip");
    Augmentations.requireFit(flip, InputShape.picture(1, 1, 4));
    Augmentations.requireFit(List.of(), InputShape.features(7));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Augmentations.requireFit(flip, InputShape.features(7)))
        .withMessage("augmentation is for pictures, but an example is 7 features; leave it out");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Augmentations.requireFit(
                    AugmentationContractTest.parse("flip shift:pixels=8.5"),
                    InputShape.picture(8, 9, 1)))
        .withMessage(
            "shift moves by up to 8.5 pixels, which is more than a picture of 8 x 9 has; give fewer");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Augmentations.requireFit(
                    AugmentationContractTest.parse("border-cut:pixels=9"),
                    InputShape.picture(9, 8, 3)))
        .withMessageStartingWith("border-cut has a border of 9 pixels, which is more than");
  }
}
