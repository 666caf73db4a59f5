package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.model.Models;
import io.github.numloss.source.Datasets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageTest {
  @TempDir private Path folder;

  /** Seeds of which the proposed loss makes half as many mistakes, all of distance 1. */
  private static MadeUp better(int seeds, String started) {
    return better(MadeUp.threeClasses(), seeds, started);
  }

  private static MadeUp better(MadeUp empty, int seeds, String started) {
    MadeUp madeUp = empty.started(started);
    for (int seed = 1; seed <= seeds; seed++) {
      int[][] more = MadeUp.rows(90 - seed, 10 + seed, 0, 10, 90, 0, 0, 0, 100);
      int[][] fewer = MadeUp.rows(95, 5, 0, 5, 95, 0, 0, 0, 100);
      madeUp.with(MadeUp.MARKS, Models.DNN, MadeUp.BASELINE, seed, more);
      madeUp.with(MadeUp.MARKS, Models.DNN, MadeUp.PROPOSED, seed, fewer);
    }
    return madeUp;
  }

  private String html(MadeUp madeUp) throws IOException {
    madeUp.write(folder);
    Report.write(madeUp.experiment(folder), new Datasets(Path.of("no-data-sets")));
    return Files.readString(folder.resolve("report.html"));
  }

  @Test
  void countsVerdictsAndTellsThatTrialsAreMissing() throws IOException {
    assertThat(html(better(3, "then")))
        .contains(
            "Of 3 comparisons with the baseline, the other loss is better in 0, worse in 0 and")
        .contains("<strong>Incomplete:</strong> 6 of 24 trials were run.");
  }

  @Test
  void saysThatTestImagesAreWeightedAndGivesNoIntervalThatIsNot() throws IOException {
    String sentence = "Test images count by the weights that the data gives them";
    String none = "none: it takes each trial’s errors.npy, of the same test images";
    assertThat(html(better(3, "then"))).doesNotContain(sentence, none);
    try (Stream<Path> files = Files.walk(folder.resolve("trials"))) {
      for (Path file : files.filter(path -> path.endsWith("trial.json")).toList()) {
        ObjectNode trial = (ObjectNode) new ObjectMapper().readTree(file.toFile());
        ((ObjectNode) trial.at("/metrics/argmax")).put("weighted", true);
        new ObjectMapper().writeValue(file.toFile(), trial);
      }
    }
    Report.write(better(3, "then").experiment(folder), new Datasets(Path.of("no-data-sets")));
    assertThat(Files.readString(folder.resolve("report.html"))).contains(sentence, none);
  }

  @Test
  void givesEachClaimItsDifferenceIntervalAndVerdict() throws IOException {
    // Of 300 images 21, 22, 23 and 10, 10, 10 are wrong: −4 % ± 4.303 · (1/3 %) / √3.
    assertThat(html(better(3, "then")))
        .contains("dnn, marks", "−4.00", "−4.83 … −3.17")
        .contains("<td class=\"verdict undecided\"><span aria-hidden=\"true\">○</span>undecided");
  }

  /** Three seeds on the paper's data, of which both losses get the same images wrong by one. */
  private static MadeUp asInThePaper() {
    MadeUp madeUp = MadeUp.of(List.of(MadeUp.MNIST), MadeUp.BASELINE, MadeUp.PAPERS);
    for (int seed = 1; seed <= 3; seed++) {
      int[][] counts = MadeUp.rows(90, seed, 0, 10, 90, 0, 0, 0, 100);
      madeUp.with(MadeUp.MNIST, Models.DNN, MadeUp.BASELINE, seed, counts);
      madeUp.with(MadeUp.MNIST, Models.DNN, MadeUp.PAPERS, seed, counts);
    }
    return madeUp;
  }

  /** Gives what a reader sees. */
  private static String words(String html) {
    String body = html.substring(html.indexOf("<body>"));
    return body.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void laysThePapersDifferencesBesideOurs() throws IOException {
    String html = html(asInThePaper());
    assertThat(html)
        .contains("Of 2 claims that a loss lowers a measure, 0 are replicated, 0 contradicted,")
        .contains(" 1 smaller than reported and 1 undecided. In 1 more the paper reports no gain.")
        .contains("<span aria-hidden=\"true\">&lt;</span>smaller than reported</td>")
        .contains("<span aria-hidden=\"true\">–</span>no gain reported</td>")
        .contains("<td class=\"number\" data-label=\"reported\">−0.240</td>")
        .contains("the 95 % interval of our difference − the reported one lies above 0")
        .contains("Welch’s (1947)", "Satterthwaite’s (1946)");
    assertThat(words(html)).contains("Figure 5: how many", "Suzuki et al. (2021)");
  }

  @Test
  void doesNotSpeakOfThePaperOnOtherData() throws IOException {
    String html = html(better(3, "then"));
    assertThat(words(html))
        .doesNotContainPattern(
            "(?i)paper|suzuki|reported|replicated|contradicted|claim|figure [0-9]")
        .contains("How many absolute errors of each size", "The model and its losses");
    assertThat(html).contains("colspan=\"7\"").doesNotContain("class=\"number paper\"");
  }

  /** Twelve seeds decide: 12 comparisons × 2^(1 − 12) is 0.006. */
  @Test
  void ownDataIsLowerOrHigher() throws IOException {
    String html = html(better(MadeUp.threeClasses().ofSeeds(12), 12, "then"));
    assertThat(words(html))
        .contains("the other loss is better in 2, worse in 0 and undecided in 1.")
        .contains("✓ better", "○ undecided", "worse the adjusted p value")
        .contains(
            "Comparisons Each row compares a loss with the baseline by a measure, decoded by argmax.");
    assertThat(html).contains("<td class=\"verdict replicated\">");
  }

  @Test
  void tellsThePapersComparisonsFromOthers() throws IOException {
    MadeUp madeUp =
        MadeUp.of(List.of(MadeUp.MNIST), MadeUp.BASELINE, MadeUp.PAPERS, MadeUp.PROPOSED);
    for (int seed = 1; seed <= 3; seed++) {
      int[][] counts = MadeUp.rows(90, seed, 0, 10, 90, 0, 0, 0, 100);
      madeUp.with(MadeUp.MNIST, Models.DNN, MadeUp.BASELINE, seed, counts);
      madeUp.with(MadeUp.MNIST, Models.DNN, MadeUp.PAPERS, seed, counts);
      madeUp.with(MadeUp.MNIST, Models.DNN, MadeUp.PROPOSED, seed, counts);
    }
    assertThat(words(html(madeUp)))
        .contains(
            "In 1 more the paper reports no gain. Of 3 comparisons with the baseline that the paper"
                + " does not make, the other loss is better in 0, worse in 0 and undecided in 3.")
        .contains("replicated, or better where the paper does not compare the adjusted p value");
  }

  @Test
  void saysWhatSoFewSeedsCanShow() throws IOException {
    assertThat(words(html(better(3, "then"))))
        .contains("12 comparisons (2 data sets × 2 models × 3 measures × 1 loss) are decided")
        .containsOnlyOnce(
            "undecided in 3. The least p value that 3 seeds can give, corrected for 12")
        .contains("they show the direction and the size of a difference, not whether it is real.");
  }

  @Test
  void aGroupOfClaimsIsAsWideAsItsTable() throws IOException {
    for (MadeUp madeUp : List.of(better(3, "then"), asInThePaper())) {
      String html = html(madeUp);
      String table = html.substring(html.indexOf("<table class=\"claims\">"));
      String head = table.substring(0, table.indexOf("</thead>"));
      String row = table.substring(table.indexOf("<tr><th scope=\"row\">"));
      int columns = head.split("<th ", -1).length - 1;
      assertThat(row.substring(0, row.indexOf("</tr>")).split("<t[hd] ", -1)).hasSize(columns + 1);
      assertThat(table).contains("colspan=\"%s\"".formatted(columns));
    }
  }

  @Test
  void foldsTheConfusionMatricesAwayOnAScreenAlone() throws IOException {
    assertThat(html(better(1, "then")))
        .contains("@media screen { .fold:not(:checked) ~ .folded { display: none; } }")
        .containsPattern("class=\"fold\">.*\n<div class=\"pairs folded\">")
        .doesNotContain("<details");
  }

  @Test
  void hintsAtFiguresThatAreWiderThanTheScreen() throws IOException {
    String html = html(better(2, "then"));
    int figures = html.split("<figure id=", -1).length - 1;
    assertThat(figures).isGreaterThan(5);
    assertThat(
            Pattern.compile("--least:[0-9]+px\"><p>↔ wider than the screen")
                .matcher(html)
                .results())
        .hasSize(figures);
  }

  @Test
  void escapesWhatThePlanNames() throws IOException {
    int[][] counts = MadeUp.rows(9, 1, 2, 1, 9, 1, 0, 1, 9);
    MadeUp madeUp = MadeUp.threeClasses();
    madeUp.with(MadeUp.FOLDER, Models.RNN, MadeUp.BASELINE, 1, counts);
    assertThat(html(madeUp))
        .contains("&lt;marks&gt; &amp; more+marks")
        .doesNotContain("<marks>")
        .doesNotContain("own/");
  }

  @Test
  void needsNothingFromOutside() throws IOException {
    assertThat(html(better(2, "then")))
        .doesNotContainPattern("(src|href)=\"(?!#)")
        .doesNotContain("<script", "@import", "{{")
        .doesNotContainPattern("url\\((?!#)");
  }

  @Test
  void linksOnlyToSectionsThatAreThere() throws IOException {
    String html = html(better(2, "then"));
    List<String> links =
        Pattern.compile("href=\"#([^\"]*)\"").matcher(html).results().map(m -> m.group(1)).toList();
    assertThat(links).hasSize(8).allMatch(link -> html.contains("id=\"" + link + "\""));
  }

  @Test
  void namesTheFolderAloneInTheCommands() throws IOException {
    String html = html(better(1, "then"));
    assertThat(html)
        .contains("numloss report results/" + folder.getFileName())
        .doesNotContain(folder.getParent().toString());
  }

  @Test
  void theSameTrialsRunAtAnotherTimeGiveTheSameBytes() throws IOException {
    html(better(2, "2026-01-01T00:00:00Z"));
    Map<Path, String> first = contents();
    html(better(2, "2026-02-02T00:00:00Z"));
    assertThat(first).isNotEmpty();
    assertThat(contents()).isEqualTo(first);
  }

  /** Reads all but the trials as Latin-1, which loses no byte. */
  private Map<Path, String> contents() throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("trial.json")) {
          contents.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return contents;
  }

  @Test
  void countsTheTrialsOfEachOrigin() {
    MadeUp madeUp = better(2, "then").madeOn("other cpu");
    int[][] counts = MadeUp.rows(9, 1, 2, 1, 9, 1, 0, 1, 9);
    madeUp.with(MadeUp.MARKS, Models.DNN, MadeUp.BASELINE, 3, counts);
    assertThat(Origin.of(madeUp.results()))
        .extracting(Origin::trials, origin -> origin.program().cpu())
        .containsExactly(tuple(4, "cpu"), tuple(1, "other cpu"));
  }
}
