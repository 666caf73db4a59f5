package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.numloss.data.Datasets;
import io.github.numloss.model.Architecture;
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
    MadeUp madeUp = MadeUp.threeClasses().started(started);
    for (int seed = 1; seed <= seeds; seed++) {
      int[][] more = MadeUp.rows(90 - seed, 10 + seed, 0, 10, 90, 0, 0, 0, 100);
      int[][] fewer = MadeUp.rows(95, 5, 0, 5, 95, 0, 0, 0, 100);
      madeUp.with(MadeUp.MARKS, Architecture.DNN, MadeUp.BASELINE, seed, more);
      madeUp.with(MadeUp.MARKS, Architecture.DNN, MadeUp.PROPOSED, seed, fewer);
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
        .contains("Of 3 claims that a loss lowers a measure, 0 are replicated, 0 contradicted")
        .contains("<strong>Incomplete:</strong> 6 of 24 trials were run.");
  }

  @Test
  void givesEachClaimItsDifferenceIntervalAndVerdict() throws IOException {
    // Of 300 images 21, 22, 23 and 10, 10, 10 are wrong: −4 % ± 4.303 · (1/3 %) / √3.
    assertThat(html(better(3, "then")))
        .contains("dnn, marks", "−4.00", "−4.83 … −3.17")
        .contains("<td class=\"verdict undecided\"><span aria-hidden=\"true\">○</span>undecided");
  }

  @Test
  void escapesWhatThePlanNames() throws IOException {
    int[][] counts = MadeUp.rows(9, 1, 2, 1, 9, 1, 0, 1, 9);
    MadeUp madeUp = MadeUp.threeClasses();
    madeUp.with(MadeUp.FOLDER, Architecture.RNN, MadeUp.BASELINE, 1, counts);
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
    madeUp.with(MadeUp.MARKS, Architecture.DNN, MadeUp.BASELINE, 3, counts);
    assertThat(Origin.of(madeUp.results()))
        .extracting(Origin::trials, origin -> origin.program().cpu())
        .containsExactly(tuple(4, "cpu"), tuple(1, "other cpu"));
  }
}
