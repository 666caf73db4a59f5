package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.numloss.train.TrainingGraph.Losses;
import org.junit.jupiter.api.Test;

final class EpochSumsTest {
  /** Two batches of 4 images and one of 2: an image of the last counts no more than another. */
  @Test
  void theLossesOfAnEpochAreMeansOverItsImages() {
    EpochSums sums =
        EpochSums.NONE
            .plus(new Losses(1, 0.5f, 8), 4, 1)
            .plus(new Losses(2, 1.5f, 4), 4, 3)
            .plus(new Losses(4, 0.25f, 6), 2, 5);
    EpochResult.Validation validation = new EpochResult.Validation(3, 0.5, 2);

    assertThat(sums).isEqualTo(new EpochSums(10, 20, 8.5, 60, 5));
    assertThat(sums.result(7, validation, 6))
        .as("ten images were learned in five of the six seconds")
        .isEqualTo(new EpochResult(7, 2, 0.85, 6, validation, 6, 2));
  }

  @Test
  void itHasNoImagesOrMore() {
    assertThat(new EpochSums(0, 0, 0, 0, 0)).isEqualTo(EpochSums.NONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EpochSums(-1, 0, 0, 0, 0))
        .withMessage("images is -1, expected at least 0");
  }
}
