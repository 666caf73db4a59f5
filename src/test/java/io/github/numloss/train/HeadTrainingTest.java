package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.numloss.TinyData;
import io.github.numloss.Trainers;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.InputShape;
import io.github.numloss.device.Hardware;
import io.github.numloss.head.Head;
import io.github.numloss.head.Heads;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.layer.Dense;
import io.github.numloss.layer.Flatten;
import io.github.numloss.layer.Weight;
import io.github.numloss.loss.OwnLoss;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.Models;
import io.github.numloss.model.Network;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every head learns, and its own weights with it. */
final class HeadTrainingTest {
  private static final ClassValues VALUES = ClassValues.of(0, 1, 2, 5);
  private static final Examples DATA = TinyData.images(120, VALUES, Split.TRAIN);
  private static final Examples TEST = TinyData.images(40, VALUES, Split.TEST);

  static Stream<String> heads() {
    return Stream.concat(
        Heads.ALL.names().stream(),
        Stream.of(
            "cumulative-link:link=probit",
            "cumulative-link:link=cloglog",
            "cumulative-link:thresholds=equidistant"));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void learns(String name) throws Exception {
    Head head = Heads.ALL.parse(name);
    Network network =
        new Network(
            List.of(new Flatten(), new Dense(head.outputs(4))),
            InputShape.picture(TinyData.HEIGHT, TinyData.WIDTH, 1));
    Classifier classifier = new Classifier(network, head, VALUES);
    TrainConfig config =
        new TrainConfig(
            "tiny",
            "tiny",
            Models.DNN,
            new OwnLoss(),
            head,
            new OptimizerConfig(Method.ADAM, 0.01, Schedule.CONSTANT, null),
            15,
            20,
            0,
            1,
            Hardware.cpu());
    Trainer.Result result = Trainers.plain().train(classifier, config, DATA, TEST);
    List<EpochResult> history = result.history();
    assertThat(history.get(14).loss()).isLessThan(0.7 * history.get(0).loss());
    assertThat(history.get(14).parts()).containsOnlyKeys(head.ownLossName());
    assertThat(history.get(14).parts().get(head.ownLossName()))
        .isCloseTo(history.get(14).loss(), within(1e-6));
    assertThat(correct(result)).isGreaterThan(20);
    Map<String, FloatArray> first = classifier.initialValues(1);
    for (Weight weight : classifier.headWeights()) {
      assertThat(result.weights().get(weight.name()).values())
          .as(weight.name())
          .isNotEqualTo(first.get(weight.name()).values());
    }
  }

  /** Guessing gets 10 of 40. */
  private static int correct(Trainer.Result result) {
    int correct = 0;
    for (int i = 0; i < 40; i++) {
      int best = 0;
      for (int k = 1; k < 4; k++) {
        best = result.predictions().at(i, k) > result.predictions().at(i, best) ? k : best;
      }
      correct += best == TEST.label(i) ? 1 : 0;
    }
    return correct;
  }
}
