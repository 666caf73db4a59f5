package io.github.numloss.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.junit.jupiter.api.Test;

final class CheckTest {
  @Test
  void whatIsRightPasses() {
    assertThatCode(() -> Check.that(true, "%d", 1)).doesNotThrowAnyException();
    assertThatCode(() -> Check.atLeast(1, "the batch size", 1)).doesNotThrowAnyException();
  }

  @Test
  void whatIsWrongIsSaidInTheSameDigitsEverywhere() {
    Locale before = Locale.getDefault(Locale.Category.FORMAT);
    Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Check.that(false, "found %d of %s, expected %,d", 3, "x", 1000))
          .withMessage("found 3 of x, expected 1,000");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Check.atLeast(1, "the batch size", 0))
          .withMessage("the batch size is 0, expected at least 1");
    } finally {
      Locale.setDefault(Locale.Category.FORMAT, before);
    }
  }
}
