package io.github.numloss.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.numloss.io.Json;
import io.github.numloss.statistics.DifferenceInterval.WithinSeed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DifferenceIntervalTest {
  private static final Path FIXTURE =
      Path.of("src/test/resources/io/github/numloss/statistics/interval_fixture.json");

  static List<JsonNode> cases() throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    new ObjectMapper().readTree(FIXTURE.toFile()).get("cases").forEach(cases::add);
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void agreesWithNumPy(JsonNode expected) {
    DifferenceInterval.of(rows(expected.get("baseline")), rows(expected.get("proposed")))
        .forEach(
            (statistic, interval) -> {
              JsonNode numbers = expected.get("intervals").get(statistic.toString());
              assertThat(interval.statistic()).isEqualTo(statistic);
              assertThat(interval.images()).isEqualTo(expected.get("baseline").get(0).size());
              assertThat(interval.reason()).isNull();
              assertClose(interval.difference(), numbers.get("difference"));
              assertClose(interval.standardError(), numbers.get("standardError"));
              assertThat(interval.degreesOfFreedom())
                  .isCloseTo(numbers.get("degreesOfFreedom").asDouble(), within(1e-8));
              assertClose(interval.low(), numbers.get("low"));
              assertClose(interval.high(), numbers.get("high"));
              assertThat(interval.withinSeeds()).hasSameSizeAs(numbers.get("withinSeeds"));
              for (int s = 0; s < interval.withinSeeds().size(); s++) {
                WithinSeed withinSeed = interval.withinSeeds().get(s);
                assertClose(withinSeed.low(), numbers.get("withinSeeds").get(s).get("low"));
                assertClose(withinSeed.high(), numbers.get("withinSeeds").get(s).get("high"));
              }
            });
  }

  @Test
  void eachStatisticIsTheMeanOverSeedsOfItsDifferences() {
    double[][] baseline = {{0, 2, 4, 0}, {0, 0, 9, 0}};
    double[][] proposed = {{1, 0, 0, 0}, {0, 3, 1, 1}};

    assertThat(interval(ErrorStatistic.ERROR_RATE, baseline, proposed).difference())
        .isEqualTo(((1 - 2) / 4.0 + (3 - 1) / 4.0) / 2);
    assertThat(interval(ErrorStatistic.MEAN_ABSOLUTE_ERROR, baseline, proposed).difference())
        .isEqualTo(((1 - 6) / 4.0 + (5 - 9) / 4.0) / 2);
    assertThat(
            interval(ErrorStatistic.MEAN_ABSOLUTE_ERROR_MISCLASSIFIED, baseline, proposed)
                .difference())
        .isEqualTo(((1 - 3.0) + (5 / 3.0 - 9)) / 2, within(1e-15));
  }

  @Test
  void fewerThanFiveSeedsHaveNoneAcrossThem() {
    DifferenceInterval four =
        interval(ErrorStatistic.MEAN_ABSOLUTE_ERROR, wrong(4, 5), wrong(4, 6));

    assertThat(four.difference()).isNotNull();
    assertThat(four.low()).isNull();
    assertThat(four.high()).isNull();
    assertThat(four.reason()).isEqualTo("it takes 5 seeds, and there are 4");
    assertThat(four.withinSeeds()).hasSize(4).allMatch(within -> within.low() < within.high());
    assertThat(interval(ErrorStatistic.MEAN_ABSOLUTE_ERROR, wrong(5, 5), wrong(5, 6)).reason())
        .isNull();
  }

  @Test
  void oneImageHasNone() {
    assertThat(interval(ErrorStatistic.ERROR_RATE, new double[5][1], new double[5][1]).reason())
        .isEqualTo("it takes 5 misclassified images a trial, and there are 0.0");
  }

  @Test
  void aFewMisclassifiedImagesHaveNone() {
    // The least method counts, by its mean over seeds.
    double[][] four = wrong(5, 5);
    Arrays.fill(four[2], 0);
    four[2][7] = 1;
    DifferenceInterval few = interval(ErrorStatistic.ERROR_RATE, wrong(5, 20), four);

    assertThat(few.low()).isNull();
    assertThat(few.reason())
        .isEqualTo("it takes 5 misclassified images a trial, and there are 4.2");
    assertThat(few.withinSeeds())
        .extracting(within -> within.low() != null)
        .containsExactly(true, true, false, true, true);
    assertThat(interval(ErrorStatistic.ERROR_RATE, four, wrong(5, 20)).low()).isNull();
    assertThat(interval(ErrorStatistic.MEAN_ABSOLUTE_ERROR, four, wrong(5, 20)).low()).isNull();
    assertThat(interval(ErrorStatistic.ERROR_RATE, wrong(5, 20), wrong(5, 5)).reason()).isNull();
    assertThat(interval(ErrorStatistic.MEAN_ABSOLUTE_ERROR, wrong(5, 20), wrong(5, 5)).reason())
        .isNull();
  }

  @Test
  void theMeanOfMisclassifiedImagesTakesMoreOfThem() {
    ErrorStatistic mean = ErrorStatistic.MEAN_ABSOLUTE_ERROR_MISCLASSIFIED;
    DifferenceInterval few = interval(mean, wrong(5, 24), wrong(5, 30));

    assertThat(few.difference()).isNotNull();
    assertThat(few.low()).isNull();
    assertThat(few.reason())
        .isEqualTo("it takes 25 misclassified images a trial, and there are 24.0");
    assertThat(few.withinSeeds()).containsOnly(new WithinSeed(null, null));
    assertThat(interval(mean, wrong(5, 25), wrong(5, 30)).reason()).isNull();
  }

  @Test
  void aTrialThatMisclassifiesNothingHasNoMeanOverThose() {
    DifferenceInterval interval =
        interval(
            ErrorStatistic.MEAN_ABSOLUTE_ERROR_MISCLASSIFIED,
            new double[][] {{1, 1}},
            new double[][] {{0, 0}});

    assertThat(Json.line(interval))
        .isEqualTo(
            "{\"statistic\":\"meanAbsoluteErrorMisclassified\",\"images\":2,\"difference\":null,"
                + "\"standardError\":null,\"degreesOfFreedom\":null,\"low\":null,\"high\":null,"
                + "\"withinSeeds\":[{\"low\":null,\"high\":null}],"
                + "\"reason\":\"a trial misclassifies none of the images\"}");
  }

  /** A trial without errors is no reason for the other seeds of its method. */
  @Test
  void aTrialThatMisclassifiesNothingLeavesTheOthersTheirIntervals() {
    double[][] baseline = wrong(5, 30);
    double[][] proposed = wrong(5, 28);
    proposed[3] = baseline[3].clone();
    Arrays.fill(proposed[4], 0);

    DifferenceInterval interval =
        interval(ErrorStatistic.MEAN_ABSOLUTE_ERROR_MISCLASSIFIED, baseline, proposed);

    assertThat(interval.reason()).isEqualTo("a trial misclassifies none of the images");
    assertThat(interval.withinSeeds().subList(0, 3)).allMatch(within -> within.low() != null);
    assertThat(interval.withinSeeds().subList(3, 5)).containsOnly(new WithinSeed(null, null));
  }

  @ParameterizedTest
  @EnumSource
  void equalErrorsHaveNoInterval(ErrorStatistic statistic) {
    DifferenceInterval interval = interval(statistic, wrong(5, 30), wrong(5, 30));

    assertThat(interval.difference()).isZero();
    assertThat(interval.reason()).isEqualTo("the difference is always the same");
    assertThat(interval.withinSeeds()).containsOnly(new WithinSeed(null, null));
  }

  @Test
  void differencesThatOnlyRoundingSetsApartAreTheSame() {
    // Of 300 images, seed s gets 5 + s wrong under the one and 8 + s under the other, no image
    // twice.
    double[][] baseline = new double[5][300];
    double[][] proposed = new double[5][300];
    for (int s = 0; s < 5; s++) {
      Arrays.fill(baseline[s], 30 * s, 30 * s + 5 + s, 1);
      Arrays.fill(proposed[s], 30 * s + 15, 30 * s + 15 + 8 + s, 1);
    }

    assertThat(IntStream.range(0, 5).mapToDouble(s -> (8 + s) / 300.0 - (5 + s) / 300.0).distinct())
        .hasSizeGreaterThan(1);
    assertThat(interval(ErrorStatistic.ERROR_RATE, baseline, proposed).reason())
        .isEqualTo("the difference is always the same");
  }

  @Test
  void refusesWhatIsNotPaired() {
    assertRefused(new double[2][3], new double[1][3])
        .withMessage(
            "2 seeds of the baseline and 1 of the proposed method, expected as many, at least 1");
    assertRefused(new double[0][3], new double[0][3]);
    assertRefused(new double[1][3], new double[][] {{1, 2}})
        .withMessage("proposed, seed 0: 2 images, expected as many for every seed, at least 1");
    assertRefused(new double[][] {{1, 2}, {1}}, new double[2][2])
        .withMessage("baseline, seed 1: 1 images, expected as many for every seed, at least 1");
    assertRefused(new double[1][0], new double[1][0]);
    assertRefused(new double[][] {{1, -1}}, new double[1][2])
        .withMessage("baseline, seed 0: the absolute error of image 1 is -1.0, expected 0 or more");
    assertRefused(new double[1][1], new double[][] {{Double.POSITIVE_INFINITY}});
    assertRefused(new double[1][1], new double[][] {{Double.NaN}});
  }

  @Test
  void anIntervalAndAReasonForNoneExcludeEachOther() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ofErrorRate(0.1, "few seeds"))
        .withMessage("expected either an interval or the reason for none");
    assertThatIllegalArgumentException().isThrownBy(() -> ofErrorRate(null, null));
    assertThat(ofErrorRate(null, "few seeds").reason()).isEqualTo("few seeds");
  }

  private static DifferenceInterval ofErrorRate(Double low, String reason) {
    return new DifferenceInterval(
        ErrorStatistic.ERROR_RATE, 1, 0.0, null, null, low, low, List.of(), reason);
  }

  private static ThrowableAssertAlternative<IllegalArgumentException> assertRefused(
      double[][] baseline, double[][] proposed) {
    return assertThatIllegalArgumentException()
        .isThrownBy(() -> DifferenceInterval.of(baseline, proposed));
  }

  private static DifferenceInterval interval(
      ErrorStatistic statistic, double[][] baseline, double[][] proposed) {
    return DifferenceInterval.of(baseline, proposed).get(statistic);
  }

  /** Gives the errors of trials on 60 images, so many of each above 0, the same each time. */
  private static double[][] wrong(int seeds, int misclassified) {
    Random random = new Random(misclassified);
    double[][] errors = new double[seeds][60];
    for (double[] ofSeed : errors) {
      random
          .ints(0, ofSeed.length)
          .distinct()
          .limit(misclassified)
          .forEach(i -> ofSeed[i] = 1 + random.nextInt(9));
    }
    return errors;
  }

  private static double[][] rows(JsonNode array) {
    double[][] rows = new double[array.size()][];
    Arrays.setAll(rows, s -> Fixture.doubles(array.get(s)));
    return rows;
  }

  private static void assertClose(double actual, JsonNode expected) {
    assertThat(actual).isCloseTo(expected.asDouble(), within(1e-11));
  }
}
