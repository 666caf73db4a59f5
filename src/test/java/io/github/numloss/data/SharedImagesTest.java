package io.github.numloss.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.TinyData;
import io.github.numloss.data.LabeledImages.Split;
import io.github.numloss.io.DataException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SharedImagesTest {
  @Test
  void eachSplitOfEachDataSetIsLoadedOnce() throws IOException {
    List<String> asked = new ArrayList<>();
    SharedImages shared =
        new SharedImages(
            (name, split) -> {
              asked.add(name + " " + split);
              return TinyData.images(3, ClassValues.range(3), split);
            });
    LabeledImages first = shared.load("a", Split.TRAIN);
    assertThat(shared.load("a", Split.TRAIN)).isSameAs(first);
    assertThat(shared.load("a", Split.TEST).split()).isEqualTo(Split.TEST);
    shared.load("b", Split.TRAIN);
    shared.load("a", Split.TEST);
    assertThat(asked).containsExactly("a TRAIN", "a TEST", "b TRAIN");
  }

  @Test
  void whatCouldNotBeLoadedIsTriedAgain() throws IOException {
    List<String> asked = new ArrayList<>();
    SharedImages shared =
        new SharedImages(
            (name, split) -> {
              asked.add(name);
              if (asked.size() == 1) {
                throw new DataException("not yet");
              }
              return TinyData.images(3, ClassValues.range(3), split);
            });
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> shared.load("a", Split.TRAIN))
        .withMessage("not yet");
    assertThat(shared.load("a", Split.TRAIN).count()).isEqualTo(3);
  }
}
