package io.github.numloss.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples.Split;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExamplesTest {
  private static Examples labelled(int... labels) {
    byte[] pixels = new byte[2 * labels.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    Images images = new Images(labels.length, 1, 2, pixels);
    return new Examples("a", Split.TRAIN, images, labels, ClassValues.range(3), List.of());
  }

  @Test
  void imagesAndLabelsArePickedInOrder() {
    Examples all = labelled(2, 0, 1);
    int[] indices = {2, 0, 2};
    assertThat(all.labels(indices)).containsExactly(1, 2, 1);
    assertThat(all.images().select(indices).bytes()).containsExactly(4, 5, 0, 1, 4, 5);
    Examples some = all.select(indices);
    assertThat(some.labels()).containsExactly(1, 2, 1);
    assertThat(some.images().bytes()).containsExactly(4, 5, 0, 1, 4, 5);
  }

  @Test
  void aLabelBeyondTheClassesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> labelled(0, 3))
        .withMessage("label 1 is 3, beyond the 3 classes");
  }

  /** A million images are checked once, not again in every batch. */
  @Test
  void aBatchIsNotCheckedAgain() {
    int[] labels = {0, 1, 2};
    Examples all = labelled(labels);
    labels[1] = 9;
    assertThat(all.labels(new int[] {1})).containsExactly(9);
  }
}
