package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.numloss.classes.ClassValues;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BinsTest {
  private static final double[] TARGETS = {12, 0.5, 9.5, 3, 4, 5, 21};

  private static int[] classes(Bins bins) {
    return Arrays.stream(TARGETS).mapToInt(bins::classOf).toArray();
  }

  @Test
  void aWidthCountsFromNought() {
    Bins bins = Bins.of("width:5", TARGETS);
    // 0.5, 3, 4 | 5, 9.5 | 12 | none from 15 to 20 | 21
    assertThat(bins.classValues()).isEqualTo(ClassValues.of(2.5f, 7.25f, 12, 21));
    assertThat(classes(bins)).containsExactly(2, 0, 1, 0, 0, 1, 3);
  }

  @Test
  void anEdgeBelongsToTheIntervalAboveIt() {
    Bins bins = Bins.of("list:4,12", TARGETS);
    assertThat(classes(bins)).containsExactly(2, 0, 1, 0, 1, 1, 2);
    assertThat(bins.classOf(-100)).isZero();
    assertThat(bins.classOf(100)).isEqualTo(2);
  }

  @Test
  void quantilesHaveAsManyEach() {
    double[] many = new double[1000];
    Arrays.setAll(many, i -> (i * 617) % 1000);
    Bins bins = Bins.of("quantile:4", many);
    int[] counts = new int[4];
    Arrays.stream(many).forEach(target -> counts[bins.classOf(target)]++);
    assertThat(counts).containsOnly(250);
    assertThat(bins.classValues()).isEqualTo(ClassValues.of(124.5f, 374.5f, 624.5f, 874.5f));
  }

  /** Half of the targets are one number: it gets one class, however many it would fill. */
  @Test
  void equalTargetsShareAClass() {
    double[] targets = {1, 1, 1, 1, 1, 2, 3, 4, 5, 6};
    Bins bins = Bins.of("quantile:5", targets);
    assertThat(bins.classOf(1)).isZero();
    assertThat(bins.classOf(6)).isEqualTo(bins.classValues().count() - 1);
    assertThat(bins.classValues().at(0)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "width:0 | bins are 'width:0', expected width:5, quantile:10 or list:0,10,20",
        "width | bins are 'width', expected width:5, quantile:10 or list:0,10,20",
        "width:x | bins are 'width:x', expected width:5, quantile:10 or list:0,10,20",
        "width:NaN | bins are 'width:NaN', expected width:5, quantile:10 or list:0,10,20",
        "quantile:1 | bins are 'quantile:1', expected width:5, quantile:10 or list:0,10,20",
        "quantile:2.5 | bins are 'quantile:2.5', expected width:5, quantile:10 or list:0,10,20",
        "some:5 | bins are 'some:5', expected width:5, quantile:10 or list:0,10,20",
        "list:3,2 | bins are 'list:3,2', but edges must increase",
        "width:100 | bins are 'width:100', which puts all 7 into one",
        "width:0.001 | bins are 'width:0.001', which makes more than 1000 classes"
      })
  void whatIsNoRuleIsTold(String rule, String sentence) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bins.of(rule, TARGETS))
        .withMessage(sentence);
  }
}
