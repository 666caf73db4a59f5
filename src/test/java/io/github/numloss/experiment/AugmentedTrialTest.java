package io.github.numloss.experiment;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.numloss.Trainers;
import io.github.numloss.augment.Augmentations;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.ExampleSource;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Features;
import io.github.numloss.device.Hardware;
import io.github.numloss.io.DataException;
import io.github.numloss.layer.Dense;
import io.github.numloss.loss.CrossEntropy;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.optimizer.OptimizerConfig;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import io.github.numloss.optimizer.OptimizerConfig.Schedule;
import io.github.numloss.picture.Preparation;
import io.github.numloss.train.TrainConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AugmentedTrialTest {
  /** Gives four examples of three features. */
  private static final ExampleSource FEATURES =
      new ExampleSource() {
        @Override
        public Examples load(String name, DataOptions options, long seed, Split split) {
          return new Examples(
              name,
              split,
              new Features(4, 3, new float[12]),
              new int[] {0, 1, 0, 1},
              ClassValues.range(2),
              List.of());
        }

        @Override
        public Optional<Path> findFolder(String name) {
          return Optional.empty();
        }

        @Override
        public Preparation preparation(String name) {
          throw new IllegalStateException("features are not prepared");
        }
      };

  @Test
  void featuresAreNotAugmented() {
    TrainConfig config =
        new TrainConfig(
                "ratings",
                "ratings",
                new ModelSpec("small", List.of(new Dense(2))),
                new CrossEntropy(),
                null,
                new OptimizerConfig(Method.SGD, 0.1, Schedule.CONSTANT, null),
                1,
                2,
                0,
                1,
                Hardware.cpu())
            .augmented(List.of(Augmentations.ALL.parse("flip")));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Trial.run(config, FEATURES, Trainers.plain()))
        .withMessage(
            "ratings: augmentation is for pictures, but an example is 3 features; leave it out");
  }
}
