package io.github.numloss.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.TinyData;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.io.DataException;
import io.github.numloss.picture.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SharedExamplesTest {
  private final List<String> asked = new ArrayList<>();
  private boolean there = true;
  private final SharedExamples shared = new SharedExamples(new Source());

  /** Notes what it is asked for. */
  private final class Source implements ExampleSource {
    @Override
    public Examples load(String name, DataOptions options, long seed, Split split)
        throws IOException {
      asked.add(name + " " + split);
      if (!there) {
        throw new DataException("not yet");
      }
      return TinyData.images(3, ClassValues.range(3), split);
    }

    @Override
    public Optional<Path> findFolder(String name) {
      return Optional.empty();
    }

    @Override
    public Preparation preparation(String name) {
      return Preparation.MNIST;
    }
  }

  @Test
  void eachSplitOfEachDataSetIsLoadedOnce() throws IOException {
    Examples first = shared.load("a", Split.TRAIN);
    assertThat(shared.load("a", Split.TRAIN)).isSameAs(first);
    assertThat(shared.load("a", Split.TEST).split()).isEqualTo(Split.TEST);
    shared.load("b", Split.TRAIN);
    shared.load("a", Split.TEST);
    assertThat(asked).containsExactly("a TRAIN", "a TEST", "b TRAIN");
  }

  @Test
  void whatCouldNotBeLoadedIsTriedAgain() throws IOException {
    there = false;
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> shared.load("a", Split.TRAIN))
        .withMessage("not yet");
    there = true;
    assertThat(shared.load("a", Split.TRAIN).count()).isEqualTo(3);
    assertThat(asked).hasSize(2);
  }
}
