package io.github.numloss.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataConvertCommandTest {
  @TempDir private Path folder;
  private Path table;

  @BeforeEach
  void writeTable() throws IOException {
    table =
        Files.writeString(
            folder.resolve("t.csv"), "hours,who,grade\n1.5,Li,2\n,Bo,3.5\n3,Li,2\n4,Cy,1\n");
  }

  private Run convert(Object... more) {
    Object[] start = {
      "data", "convert", "--column=value=grade", "--column=group=who", "--missing=mean", table
    };
    return Run.of(Stream.concat(Stream.of(start), Stream.of(more)).toArray());
  }

  @Test
  void tellsTheFormByTheNameAndWhatIsLost() throws IOException {
    Path out = folder.resolve("out.npz");
    Run run = convert(out);

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            out
                + ": 4 examples written as npz\n"
                + "  the names of the features are not kept\n"
                + "  groups have numbers in place of their names\n");
    assertThat(folder.resolve("out.npz.dataset.json"))
        .hasContent("{\n  \"schemaVersion\" : 1,\n  \"missing\" : \"mean\"\n}\n");
    assertThat(Run.of("data", "describe", out, "--test-share", "0.5").out())
        .startsWith("out.npz: 2 examples to learn and 2 to test on, 1 features, 3 classes\n");
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    assertThat(convert(folder.resolve("out")).err())
        .startsWith(
            "numloss: the name OUT '%s' does not tell the form; give it with --to idx, pictures, csv,"
                    .formatted(folder.resolve("out"))
                + " tsv or npz.\n");
    assertThat(convert(folder.resolve("out.tsv"), "--to", "idx").err())
        .startsWith("numloss: --to is idx, but OUT '");
    assertThat(convert(folder.resolve("out"), "--to", "xlsx").err())
        .startsWith("numloss: invalid value for option '--to'");
    assertThat(convert(folder.resolve("out.tsv"), "--folds", "2").code())
        .isEqualTo(ExitCode.WRONG_USAGE);
    Run exists = convert(table);
    assertThat(exists.code()).isEqualTo(ExitCode.WRONG_USAGE);
    assertThat(exists.err())
        .startsWith(
            "numloss: something is at OUT %s already; name another place, or remove it.\n"
                .formatted(table));
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(table));
  }

  @Test
  void featuresAreNoPictures() {
    Run run = convert(folder.resolve("out"), "--to", "pictures");

    assertThat(run.code()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(run.err())
        .isEqualTo(
            ("numloss: %s: it has 1 features, which are no pictures; convert it to csv, tsv, npz or"
                    + " idx.\n")
                .formatted(table));
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(table));
  }
}
