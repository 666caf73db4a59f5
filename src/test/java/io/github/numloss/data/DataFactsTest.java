package io.github.numloss.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.DataFacts.ClassFacts;
import io.github.numloss.data.Examples.Split;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DataFactsTest {
  private static final ClassValues VALUES = ClassValues.of(1, 2, 5);

  private static Examples examples(Split split, int[] labels, float... values) {
    Features features =
        new Features(
            labels.length, 2, values, new FeatureColumns(List.of("length", "width"), List.of()));
    return new Examples("fish", split, features, labels, VALUES, List.of());
  }

  @Test
  void whatDataIsFollowsFromItsExamples() {
    Examples train = examples(Split.TRAIN, new int[] {0, 1, 1, 2}, 1, 2, 3, 4, 1, 2, -5, 0);
    Examples test = examples(Split.TEST, new int[] {2, 1}, -5, -0f, 9, 9);
    DataFacts facts = DataFacts.of(train, test);
    assertThat(facts.classes())
        .containsExactly(new ClassFacts(1, 1, 0), new ClassFacts(2, 2, 1), new ClassFacts(5, 1, 1));
    assertThat(facts.duplicatesInTraining()).isOne();
    assertThat(facts.testedAmongLearned()).isOne();
    assertThat(facts.alwaysMedian()).isEqualTo(new DataFacts.AlwaysMedian(2, 0.5, 1.5));
    // Learned 1/4, 1/2, 1/4; tested on 2 and 5 alike.
    assertThat(facts.chance().errorRate()).isEqualTo(1 - (0.5 + 0.25) / 2);
    assertThat(facts.chance().meanAbsoluteError())
        .isEqualTo(((0.25 * 1 + 0.25 * 3) + (0.25 * 4 + 0.5 * 3)) / 2);
    DataFacts.FeatureFacts length = facts.features().get(0);
    assertThat(length.name()).isEqualTo("length");
    assertThat(length.mean()).isZero();
    assertThat(length.deviation()).isCloseTo(3, within(1e-6f));
    assertThat(length.least()).isEqualTo(-5);
    assertThat(length.most()).isEqualTo(3);
    assertThat(facts.weighted()).isFalse();
  }

  @Test
  void picturesAreComparedByTheirPixels() {
    Images train = new Images(3, 1, 2, new byte[] {1, 2, 3, 4, 1, 2});
    Images test = new Images(2, 1, 2, new byte[] {3, 4, 4, 3});
    assertThat(Duplicates.within(train)).isOne();
    assertThat(Duplicates.between(train, test)).isOne();
    assertThat(Duplicates.between(train, new Images(1, 2, 1, new byte[] {1, 2}))).isZero();
  }
}
