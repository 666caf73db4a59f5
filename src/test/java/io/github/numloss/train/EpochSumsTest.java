package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.numloss.train.TrainingGraph.Losses;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EpochSumsTest {
  private static Losses losses(float loss, float crossEntropy, float numericLoss) {
    return new Losses(loss, Map.of("crossEntropy", crossEntropy, "numericLoss", numericLoss));
  }

  /** Two batches of 4 images and one of 2: an image of the last counts no more than another. */
  @Test
  void theLossesOfAnEpochAreMeansOverItsImages() {
    EpochSums sums =
        EpochSums.NONE
            .plus(losses(1, 0.5f, 8), 4, 1)
            .plus(losses(2, 1.5f, 4), 4, 3)
            .plus(losses(4, 0.25f, 6), 2, 5);
    EpochResult.Validation validation = new EpochResult.Validation(3, 0.5, 2);

    assertThat(sums)
        .isEqualTo(new EpochSums(10, 20, Map.of("crossEntropy", 8.5, "numericLoss", 60.0), 5));
    assertThat(sums.result(7, validation, 6))
        .as("ten images were learned in five of the six seconds")
        .isEqualTo(
            new EpochResult(
                7, 2, Map.of("crossEntropy", 0.85, "numericLoss", 6.0), validation, 6, 2));
  }

  @Test
  void itHasNoImagesOrMore() {
    assertThat(new EpochSums(0, 0, Map.of(), 0)).isEqualTo(EpochSums.NONE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new EpochSums(-1, 0, Map.of(), 0))
        .withMessage("images is -1, expected at least 0");
  }
}
