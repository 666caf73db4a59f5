package io.github.numloss.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.model.Models;
import io.github.numloss.source.Datasets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program may use the library under its own locale, with other digits or other signs. */
final class OtherLocaleTest {
  @TempDir private Path folder;

  @Test
  void theSameResultsGiveTheSameFilesUnderEveryLocale() throws IOException {
    Map<String, String> root = writtenUnder(Locale.ROOT);
    for (Locale locale : List.of(new Locale("ar", "EG"), Locale.GERMANY, new Locale("tr", "TR"))) {
      Map<String, String> other = writtenUnder(locale);
      assertThat(other).as(locale.toString()).containsOnlyKeys(root.keySet());
      root.forEach((file, text) -> assertThat(other.get(file)).as(file).isEqualTo(text));
    }
  }

  private Map<String, String> writtenUnder(Locale locale) throws IOException {
    Locale usual = Locale.getDefault();
    Path target =
        Files.createDirectory(
            Files.createDirectory(folder.resolve("in " + locale)).resolve("made-up"));
    try {
      Locale.setDefault(locale);
      MadeUp madeUp = new MadeUp(ClassValues.range(3), 2, 0.1);
      for (LossPlan loss : List.of(MadeUp.BASELINE, MadeUp.PROPOSED)) {
        for (int seed = 1; seed <= 3; seed++) {
          int[][] counts = MadeUp.rows(1234, seed, 2, 4, 900, 3, seed * seed, 0, 1000);
          madeUp.with(MadeUp.MARKS, Models.DNN, loss, seed, counts);
        }
      }
      madeUp.write(target);
      Report.write(madeUp.experiment(target), new Datasets(Path.of("no-data-sets")));
    } finally {
      Locale.setDefault(usual);
    }
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(target).filter(Files::isRegularFile)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String text = file.toString().matches(".*[.](png|npy)") ? "" : Files.readString(file);
        texts.put(target.relativize(file).toString(), text);
      }
    }
    return texts;
  }
}
