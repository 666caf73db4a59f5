package io.github.numloss.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of every kind beside what Pillow reads in them; see pictures_fixture.py. */
final class ColourFixtureTest {
  /** A picture and the image that is to be made of it. */
  record Case(String name, byte[] file, Preparer preparer, int tolerance, byte[] pixels) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    try (InputStream stream = ColourFixtureTest.class.getResourceAsStream("colours.json")) {
      for (JsonNode one : new ObjectMapper().readTree(stream)) {
        JsonNode background = one.path("background");
        Preparation preparation =
            new Preparation(
                Fit.valueOf(one.path("fit").asText().toUpperCase(Locale.ROOT)),
                Ink.ANY,
                background.isNull() ? null : Background.of(background.asText()));
        cases.add(
            new Case(
                one.path("name").asText(),
                Base64.getDecoder().decode(one.path("file").asText()),
                new Preparer(
                    preparation,
                    Invert.NO,
                    one.path("height").asInt(),
                    one.path("width").asInt(),
                    one.path("channels").asInt()),
                one.path("tolerance").asInt(),
                Base64.getDecoder().decode(one.path("pixels").asText())));
      }
    }
    assertThat(cases).hasSizeGreaterThan(40);
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsWhatPillowReads(Case one) throws IOException {
    byte[] pixels = one.preparer().read(Path.of("picture"), one.file());
    assertThat(pixels).hasSameSizeAs(one.pixels());
    for (int i = 0; i < pixels.length; i++) {
      assertThat(Byte.toUnsignedInt(pixels[i]))
          .as("byte %d", i)
          .isCloseTo(Byte.toUnsignedInt(one.pixels()[i]), within(one.tolerance()));
    }
  }

  /** Black and white change places, but nothing becomes transparent. */
  @ParameterizedTest
  @MethodSource("cases")
  void changesColoursWhenAsked(Case one) throws IOException {
    Preparer usual = one.preparer();
    Preparer inverting =
        new Preparer(
            Preparation.AS_IT_IS, Invert.YES, usual.height(), usual.width(), usual.channels());
    Preparer plain =
        new Preparer(
            Preparation.AS_IT_IS, Invert.NO, usual.height(), usual.width(), usual.channels());
    byte[] inverted = inverting.read(Path.of("picture"), one.file());
    byte[] pixels = plain.read(Path.of("picture"), one.file());
    for (int i = 0; i < pixels.length; i++) {
      boolean isColour = i % usual.channels() < 3;
      assertThat(inverted[i]).isEqualTo(isColour ? (byte) ~pixels[i] : pixels[i]);
    }
  }
}
