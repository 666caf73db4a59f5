package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.model.Models;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FiguresTest {
  private static final String BLUE = "0,114,178";
  private static final String VERMILLION = "213,94,0";
  private static final String INK = "26,26,26";

  @TempDir private Path folder;

  /** Two groups: one with three trials under each loss, one with a trial under the second loss. */
  private static MadeUp partial(int epochs, double validation) {
    MadeUp madeUp = new MadeUp(ClassValues.range(3), epochs, validation);
    for (LossPlan loss : List.of(MadeUp.BASELINE, MadeUp.PROPOSED)) {
      for (int seed = 1; seed <= 3; seed++) {
        int[][] counts = MadeUp.rows(1234, seed, 2, 4, 900, 3, seed * seed, 0, 1000);
        madeUp.with(MadeUp.MARKS, Models.DNN, loss, seed, counts);
      }
    }
    int[][] counts = MadeUp.rows(1200, 3, 2, 4, 900, 3, 6, 0, 1000);
    return madeUp.with(MadeUp.FOLDER, Models.RNN, MadeUp.PROPOSED, 2, counts);
  }

  private static List<Path> write(Results results, Path target) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Rendering picture : Rendering.of(Figures.of(results, ExperimentSummary.of(results)))) {
      files.addAll(picture.write(target));
    }
    return files;
  }

  private Svg svg(String name) throws Exception {
    return Svg.read(folder.resolve(name + ".svg"));
  }

  @Test
  void writesEachFigureAsPngAndSvg() throws Exception {
    List<Path> files = write(partial(2, 0).results(), folder);
    List<String> names = files.stream().map(file -> file.getFileName().toString()).toList();
    assertThat(names.stream().filter(name -> name.endsWith(".png")))
        .containsExactly(
            "differences.png",
            "figure-3.png",
            "figure-4.png",
            "figure-5.png",
            "figure-6.png",
            "learning-loss.png",
            "confusion-marks-dnn-baseline.png",
            "confusion-marks-dnn-proposed.png",
            "confusion-_marks____more+marks-rnn-proposed.png");
    for (Path file : files) {
      if (file.toString().endsWith(".png")) {
        assertThat(ImageIO.read(file.toFile())).as(file.toString()).isNotNull();
        assertThat(names).contains(file.getFileName().toString().replace(".png", ".svg"));
      }
    }
    try (var written = Files.list(folder)) {
      assertThat(written).hasSize(files.size());
    }
  }

  @Test
  void givesSvgsATitleAViewBoxAndTheReadersFont() throws Exception {
    for (Path file : write(partial(2, 0).results(), folder)) {
      if (file.toString().endsWith(".svg")) {
        Svg svg = Svg.read(file);
        assertThat(svg.root().getAttribute("viewBox"))
            .isEqualTo("0 0 %d %s", svg.width(), svg.root().getAttribute("height"));
        assertThat(svg.elements("title").get(0).getTextContent()).isNotBlank();
        assertThat(svg.texts()).isNotEmpty();
        assertThat(Files.readString(file))
            .doesNotContain("<!DOCTYPE", "<image")
            .doesNotContainPattern("font-family=\"(?!sans-serif\")");
        assertThat(Files.size(file)).isLessThan(200_000);
      }
    }
  }

  @Test
  void givesEachSvgIdsOfItsOwnSoThatTheyMayShareAPage() throws Exception {
    List<String> ids = new ArrayList<>();
    for (Path file : write(partial(2, 0).results(), folder)) {
      if (file.toString().endsWith(".svg")) {
        Svg.read(file).elements("clipPath").forEach(path -> ids.add(path.getAttribute("id")));
      }
    }
    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
  }

  @Test
  void drawsEachClaimsDifferenceInPerCentOfTheBaseline() throws Exception {
    write(partial(2, 0).results(), folder);
    Svg svg = svg("differences");
    assertThat(svg.texts())
        .contains("error rate, %", "mean absolute error of an image", "dnn, marks")
        .contains("mean difference, % of the baseline’s mean", "0")
        .doesNotContain("rnn, <marks> & more+marks");
    // Both losses have the same counts: a dot on 0 for each measure, hollow as it is undecided.
    assertThat(svg.drawn("circle", VERMILLION, "1")).isEqualTo(3);
    assertThat(svg.filled("circle", VERMILLION)).isZero();
  }

  @Test
  void namesOnlyTheLossWhereAllRowsAreOfOneModelAndItsData() throws Exception {
    LossPlan[] losses = {MadeUp.BASELINE, MadeUp.PROPOSED, MadeUp.PAPERS};
    MadeUp madeUp = MadeUp.of(List.of(MadeUp.MARKS), losses);
    for (LossPlan loss : losses) {
      for (int seed = 1; seed <= 2; seed++) {
        madeUp.with(
            MadeUp.MARKS,
            Models.DNN,
            loss,
            seed,
            MadeUp.rows(1234, seed, 2, 4, 900, 3, seed * seed, 0, 1000));
      }
    }
    write(madeUp.results(), folder);
    assertThat(svg("differences").texts())
        .contains("proposed", "theirs")
        .noneMatch(text -> text.contains("dnn"));
  }

  @Test
  void fillsTheDotOfAClaimThatHasAVerdict() throws Exception {
    MadeUp madeUp = MadeUp.of(List.of(MadeUp.MNIST), MadeUp.BASELINE, MadeUp.PAPERS);
    for (LossPlan loss : List.of(MadeUp.BASELINE, MadeUp.PAPERS)) {
      for (int seed = 1; seed <= 3; seed++) {
        int[][] counts = MadeUp.rows(90, seed, 0, 10, 90, 0, 0, 0, 100);
        madeUp.with(MadeUp.MNIST, Models.DNN, loss, seed, counts);
      }
    }
    write(madeUp.results(), folder);
    // No gain was reported of the first, the second is undecided, the third smaller than reported.
    assertThat(svg("differences").drawn("circle", VERMILLION, "1")).isEqualTo(3);
    assertThat(svg("differences").filled("circle", VERMILLION)).isEqualTo(1);
  }

  @Test
  void givesPngsTwoPixelsAPoint() throws Exception {
    write(partial(2, 0).results(), folder);
    for (String name : List.of("figure-3", "figure-4", "figure-5", "learning-loss")) {
      BufferedImage png = ImageIO.read(folder.resolve(name + ".png").toFile());
      assertThat(png.getWidth()).isEqualTo(2 * svg(name).width());
    }
  }

  @Test
  void drawsABarForEachErrorOfEachLossInTheLossesColours() throws Exception {
    write(partial(2, 0).results(), folder);
    for (String name : List.of("figure-5", "figure-6")) {
      Svg svg = svg(name);
      // Errors of 1 and 2, and the legend.
      assertThat(svg.filled("rect", BLUE)).isEqualTo(2 + 1);
      assertThat(svg.filled("rect", VERMILLION)).isEqualTo(2 + 2 + 1);
      // Three strokes for each of the four bars that are means of three trials.
      assertThat(svg.drawn("line", INK, "1")).isEqualTo(3 * 4);
      assertThat(svg.texts())
          .contains("baseline", "proposed", "dnn, marks", "n = 3", "1", "2")
          .contains("rnn, <marks> & more+marks", "n = 0 baseline, 1 proposed")
          .contains("absolute error, in class values");
    }
    assertThat(svg("figure-5").texts()).contains("misclassified images");
    assertThat(svg("figure-6").texts()).contains("share of misclassified, %");
  }

  @Test
  void writesThePlansWeightsUnderTheLosses() throws Exception {
    write(partial(2, 0).results(), folder);
    assertThat(svg("figure-3").texts())
        .contains("image", "network", "probabilities p", "cross-entropy L1", "numeric loss L2")
        .contains("baseline: L1 alone", "proposed: L with α = 0.25, β = 0.75");
  }

  @Test
  void drawsTheLayersOfTheNetworksThatWereRun() throws Exception {
    write(partial(2, 0).results(), folder);
    // 9 x 8 images, 3 classes: 72·512 + 512, 512·512 + 512, 512·3 + 3; 4·128·(8 + 128 + 1), 128·3 +
    // 3.
    assertThat(svg("figure-4").texts())
        .containsSubsequence("dnn", "301,571 parameters", "image", "9 × 8", "flatten_1", "72")
        .containsSubsequence("dense_1, 512 units", "512", "37,376 parameters")
        .containsSubsequence("dense_2, 512 units", "512", "262,656 parameters")
        .containsSubsequence("dense_3, 3 units", "3", "1,539 parameters")
        .containsSubsequence("rnn", "70,531 parameters", "lstm_1, 128 units", "70,144 parameters")
        .doesNotContain("cnn");
  }

  @Test
  void drawsALineATrialAndTheirMeanWhereThereAreSeveral() throws Exception {
    write(partial(2, 0.1).results(), folder);
    for (String name : List.of("learning-loss", "learning-validation")) {
      Svg svg = svg(name);
      assertThat(svg.drawn("path", BLUE, "1")).as("means of the baseline").isEqualTo(1);
      assertThat(svg.drawn("path", VERMILLION, "1")).as("means of the proposed loss").isEqualTo(2);
      assertThat(svg.drawn("path", BLUE, "0.5")).as("trials of the baseline").isEqualTo(3);
      assertThat(svg.texts()).contains("epoch");
    }
    assertThat(svg("learning-loss").texts()).contains("training loss");
    assertThat(svg("learning-validation").texts()).contains("validation error rate, %");
  }

  @Test
  void marksTheOnlyEpoch() throws Exception {
    write(partial(1, 0).results(), folder);
    Svg svg = svg("learning-loss");
    // Three trials and their mean; the second group has one trial, which is the mean.
    assertThat(svg.filled("path", BLUE)).isEqualTo(3 + 1);
    assertThat(svg.filled("path", VERMILLION)).isEqualTo(3 + 1 + 1);
  }

  @Test
  void writesTheMeanCountsOfTheConfusionMatrix() throws Exception {
    write(partial(2, 0).results(), folder);
    assertThat(svg("confusion-marks-dnn-baseline").texts())
        .contains("dnn, marks", "baseline: images, mean of 3 trials")
        .contains("true class value", "decoded class value")
        // (1 + 4 + 9) / 3 wrong ones from the last class to the first.
        .contains("1234", "2.0", "4.7", "3.0");
    assertThat(svg("confusion-_marks____more+marks-rnn-proposed").texts())
        .contains("proposed: images, 1 trial", "1200", "6");
  }

  @Test
  void writesClassValuesThatAreNoWholeNumbers() throws Exception {
    MadeUp halves = new MadeUp(ClassValues.of(-0.5f, 0, 1.1f), 2, 0);
    int[][] counts = MadeUp.rows(5, 1, 2, 3, 5, 4, 5, 6, 7);
    halves.with(MadeUp.MARKS, Models.DNN, MadeUp.BASELINE, 1, counts);
    write(halves.results(), folder);
    assertThat(svg("confusion-marks-dnn-baseline").texts()).contains("-0.5", "0", "1.1");
    assertThat(svg("figure-5").texts()).contains("0.5", "1.1", "1.6");
  }

  @Test
  void leavesRatesOutWhereNothingIsMisclassified() throws Exception {
    MadeUp perfect = MadeUp.threeClasses();
    int[][] counts = MadeUp.rows(5, 0, 0, 0, 5, 0, 0, 0, 7);
    perfect.with(MadeUp.MARKS, Models.DNN, MadeUp.BASELINE, 1, counts);
    assertThat(write(perfect.results(), folder))
        .contains(folder.resolve("figure-5.png"))
        .doesNotContain(folder.resolve("figure-6.png"));
  }

  @Test
  void writesTheSameBytesEachTime() throws IOException {
    List<Path> first = write(partial(2, 0.1).results(), folder.resolve("first"));
    List<Path> second = write(partial(2, 0.1).results(), folder.resolve("second"));
    assertThat(second).hasSameSizeAs(first);
    for (int i = 0; i < first.size(); i++) {
      assertThat(second.get(i)).hasSameBinaryContentAs(first.get(i));
    }
  }
}
