package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.experiment.Plan.DatasetPair;
import io.github.numloss.model.Models;
import io.github.numloss.source.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
  @TempDir private Path temporary;
  private Path folder;

  private DatasetPair data(String name) throws IOException {
    Path data = TinyData.folder(temporary.resolve(name), 12, 6, ClassValues.range(3));
    return new DatasetPair(data.toString(), data.toString());
  }

  /** Reports a trial of each pair, and gives the ids of the page. */
  private List<String> ids(DatasetPair... pairs) throws IOException {
    folder = Files.createDirectory(temporary.resolve("experiment"));
    MadeUp madeUp = MadeUp.of(List.of(pairs), MadeUp.BASELINE);
    for (DatasetPair pair : pairs) {
      int[][] counts = MadeUp.rows(1, 1, 0, 0, 2, 0, 0, 0, 2);
      madeUp.with(pair, Models.DNN, MadeUp.BASELINE, 1, counts);
    }
    madeUp.write(folder);
    Report.write(madeUp.experiment(folder), new Datasets(temporary.resolve("none")));
    String html = Files.readString(folder.resolve("report.html"));
    List<String> ids = new ArrayList<>();
    Pattern.compile(" id=\"([^\"]*)\"").matcher(html).results().forEach(m -> ids.add(m.group(1)));
    return ids;
  }

  @Test
  void twoDataSetsThatSayTheyAreOneKeepTheirOwnFigures() throws IOException {
    MadeUp madeUp = MadeUp.of(List.of(data("one"), data("two")), MadeUp.BASELINE);
    Datasets none = new Datasets(temporary.resolve("none"));
    List<Picture> pictures = ImageFigures.of(madeUp.experiment(temporary), madeUp.results(), none);
    assertThat(Picture.distinct(pictures))
        .extracting(picture -> picture.heading().name(), picture -> picture.heading().title())
        .containsExactly(
            tuple("samples-tiny", "Images of tiny"),
            tuple("samples-tiny-2", "Images of tiny (of two)"));
  }

  @Test
  void namesThatDifferInWhatFilesCanNotBeCalledKeepTheirOwnFigures() throws IOException {
    assertThat(ids(new DatasetPair("my/a b", "my/a b"), new DatasetPair("my/a_b", "my/a_b")))
        .contains("confusion-a_b-dnn-baseline", "confusion-a_b-dnn-baseline-2")
        .doesNotHaveDuplicates();
  }

  @Test
  void namesThatDifferInCapitalsAloneKeepTheirOwnFiles() throws IOException {
    ids(new DatasetPair("my/marks", "my/marks"), new DatasetPair("my/MARKS", "my/MARKS"));
    try (Stream<Path> files = Files.list(folder.resolve("figures"))) {
      assertThat(files.map(file -> file.getFileName().toString().toLowerCase(Locale.ROOT)))
          .contains("confusion-marks-dnn-baseline-2.svg")
          .doesNotHaveDuplicates();
    }
  }
}
