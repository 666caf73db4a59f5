package io.github.numloss.untrusted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a file holds, it is read or refused with a DataException: anything else fails here. */
final class UntrustedInputTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void validFilesAreRead(Parser parser) throws IOException {
    parser.prepare(folder);
    for (byte[] seed : parser.seeds()) {
      assertThat(parser.refusal(folder, seed)).isNull();
    }
  }

  /** Cuts them at some places, and changes the byte at each in four ways. */
  @ParameterizedTest
  @EnumSource
  void damagedFilesAreReadOrRefused(Parser parser) throws IOException {
    parser.prepare(folder);
    for (byte[] seed : parser.seeds()) {
      int step = Math.max(1, seed.length / parser.places());
      for (int place = 0; place < seed.length; place += step) {
        String cut = parser.refusal(folder, Arrays.copyOf(seed, place));
        if (!parser.mayBeCut() || cut != null) {
          assertThat(cut).as("cut to %d bytes", place).startsWith(folder.toString());
        }
        for (int change : new int[] {0, 0xff, seed[place] ^ 1, seed[place] ^ 0x80}) {
          byte[] changed = seed.clone();
          changed[place] = (byte) change;
          parser.refusal(folder, changed);
        }
      }
    }
  }

  /** Files that once brought another exception, or that somebody made up to. */
  @ParameterizedTest
  @EnumSource
  void filesThatDidHarmAreRefused(Parser parser) throws IOException {
    parser.prepare(folder);
    Path kept = Path.of("src/test/resources/io/github/numloss/untrusted", parser.toString());
    for (Path file : files(Path.of(System.getProperty("numloss.home")).resolve(kept))) {
      assertThat(parser.refusal(folder, Files.readAllBytes(file)))
          .as(file.toString())
          .startsWith(folder.toString());
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
