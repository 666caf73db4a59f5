package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Features;
import io.github.numloss.io.DataException;
import io.github.numloss.random.ValidationSplit;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What data says of the examples that are held back from training. */
final class HeldBackTest {
  @TempDir private Path folder;

  private Examples load(Path data, DataOptions options, long seed, Split split) throws IOException {
    return new Datasets(folder.resolve("none")).load(data.toString(), options, seed, split);
  }

  private Path table(String... lines) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), String.join("\n", lines) + "\n");
  }

  /** Gives the only feature, which numbers the rows. */
  private static float[] rows(Examples examples, int[] indices) {
    return ((Features) examples.select(indices).inputs()).values();
  }

  @ParameterizedTest
  @CsvSource({"0.1", "0.5"})
  void aPartForValidationIsHeldBackInPlaceOfAShare(double share) throws IOException {
    Path data = table("x,split,y", "1,val,0", "2,train,0", "3,test,1", "4,dev,1", "5,train,1");
    Examples train = load(data, DataOptions.NONE, 1, Split.TRAIN);
    ValidationSplit split = train.heldBack(1, share);
    assertThat(rows(train, split.train())).containsExactly(2, 5);
    assertThat(rows(train, split.validation())).containsExactly(1, 4);
    ValidationSplit none = train.heldBack(1, 0);
    assertThat(none.train()).hasSize(4);
    assertThat(none.validation()).isEmpty();
    assertThat(load(data, DataOptions.NONE, 1, Split.TEST).holdBack()).isNull();
  }

  @Test
  void aFolderForValidationIsHeldBack() throws IOException {
    int[][] pictures = {{0, 3}, {1, 2}, {0, 1}};
    String[] parts = {"train", "validation", "test"};
    for (int part = 0; part < 3; part++) {
      for (String value : new String[] {"1", "2.5"}) {
        Path place =
            Files.createDirectories(folder.resolve("p").resolve(parts[part]).resolve(value));
        for (int i = 0; i < pictures[part][1]; i++) {
          BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
          picture.setRGB(i, part, 0xffffff);
          ImageIO.write(picture, "png", place.resolve(i + ".png").toFile());
        }
      }
    }
    Examples train = load(folder.resolve("p"), DataOptions.NONE, 1, Split.TRAIN);
    ValidationSplit split = train.heldBack(7, 0.1);
    assertThat(split.train()).hasSize(6);
    assertThat(split.validation()).hasSize(4);
    assertThat(train.images().bytes(split.validation()[0], 1)[8]).isEqualTo((byte) 255);
  }

  /** The part for validation is in no fold, and held back in each. */
  @Test
  void whatIsHeldBackIsNeverTestedOn() throws IOException {
    String[] lines = new String[41];
    lines[0] = "x,split,y";
    for (int i = 1; i <= 40; i++) {
      lines[i] = "%s,%s,%s".formatted(i, i % 4 == 0 ? "validation" : "train", i % 3);
    }
    Path data = table(lines);
    DataOptions folds = DataOptions.NONE.divided(5);
    int tested = 0;
    for (long seed = 1; seed <= 5; seed++) {
      Examples train = load(data, folds, seed, Split.TRAIN);
      Examples test = load(data, folds, seed, Split.TEST);
      ValidationSplit split = train.heldBack(seed, 0.2);
      assertThat(rows(train, split.validation()))
          .containsExactly(4, 8, 12, 16, 20, 24, 28, 32, 36, 40);
      assertThat(split.train().length + test.count()).isEqualTo(30);
      tested += test.count();
    }
    assertThat(tested).isEqualTo(30);
  }

  @Test
  void noPersonIsBothLearnedAndHeldBack() throws IOException {
    String[] lines = new String[121];
    lines[0] = "x,group,y";
    for (int i = 1; i <= 120; i++) {
      lines[i] = "%s,p%s,%s".formatted(i, i % 13, i % 3);
    }
    Path data = table(lines);
    for (long seed = 1; seed <= 5; seed++) {
      Examples train = load(data, DataOptions.NONE.divided(4), seed, Split.TRAIN);
      ValidationSplit split = train.heldBack(seed, 0.25);
      assertThat(split.validation()).isNotEmpty();
      assertThat(people(train, split.train()))
          .doesNotContainAnyElementsOf(people(train, split.validation()));
    }
  }

  private static Iterable<Integer> people(Examples examples, int[] indices) {
    float[] rows = rows(examples, indices);
    return IntStream.range(0, rows.length).mapToObj(i -> (int) rows[i] % 13).toList();
  }

  /** The mean is that of row 2: what is held back says nothing of what it is. */
  @Test
  void whatIsMissingIsFilledByWhatIsLearned() throws IOException {
    Path data = table("x,split,y", "8,val,0", "2,train,0", "4,test,1", ",train,1");
    DataOptions mean = new DataOptions(null, null, null, null, "mean", null);
    assertThat(((Features) load(data, mean, 1, Split.TRAIN).inputs()).values())
        .containsExactly(2, 2, 8);
  }

  @Test
  void aGroupOnTwoSidesIsRefused() throws IOException {
    assertRefused(
        "line 4: group 'b' is held back for validation, and among the examples to learn too (line"
            + " 3); expected each group on one side, so move its examples to one, or name no group",
        Split.TRAIN,
        "x,split,group,y",
        "1,train,a,0",
        "2,train,b,1",
        "3,val,b,1",
        "4,test,c,1");
    assertRefused(
        "line 5: group 'a' is to test on, and among the examples to learn too (line 2); expected"
            + " each group on one side, so move its examples to one, or name no group",
        Split.TEST,
        "x,split,group,y",
        "1,train,a,0",
        "2,train,b,1",
        "3,val,c,1",
        "4,test,a,1");
    assertRefused(
        "it has examples for validation, but none to learn",
        Split.TRAIN,
        "x,split,y",
        "1,val,0",
        "2,val,1");
  }

  private void assertRefused(String sentence, Split split, String... lines) throws IOException {
    Path data = table(lines);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> load(data, DataOptions.NONE, 1, split))
        .withMessage(data + ": " + sentence);
  }
}
