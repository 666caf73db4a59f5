package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.io.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CatalogTest {
  private final Catalog catalog = Catalog.builtIn();

  @ParameterizedTest
  @CsvSource({"mnist, 60000, 10000", "kannada-mnist, 60000, 10000", "dig-mnist, 0, 10240"})
  void knowsTheDataSetsOfThePaper(String name, int train, int test) throws DataException {
    CatalogEntry entry = catalog.get(name);
    assertThat(entry.images(Split.TRAIN)).isEqualTo(train);
    assertThat(entry.images(Split.TEST)).isEqualTo(test);
    assertThat(entry.classValues()).isEqualTo(ClassValues.range(10));
    assertThat(entry.has(Split.TRAIN)).isEqualTo(train > 0);
  }

  @Test
  void namesOnlyCompanionsThatItHasAndAddressesThatEndInASlash() {
    for (CatalogEntry entry : catalog.dataSets()) {
      assertThat(entry.companions()).allMatch(name -> catalog.find(name).isPresent());
      assertThat(entry.sources()).isNotEmpty().allMatch(uri -> uri.toString().endsWith("/"));
      assertThat(entry.files()).allMatch(file -> file.sha256().matches("[0-9a-f]{64}"));
      assertThat(entry.files()).allMatch(file -> file.contentSha256().matches("[0-9a-f]{64}"));
    }
  }

  @ParameterizedTest
  @CsvSource({"mnits, mnist", "kanada-mnist, kannada-mnist", "dig_mnist, dig-mnist"})
  void suggestsTheClosestName(String typed, String meant) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> catalog.get(typed))
        .withMessageContaining("did you mean '" + meant + "'?")
        .withMessageContaining("Known are mnist, kannada-mnist, dig-mnist");
  }
}
