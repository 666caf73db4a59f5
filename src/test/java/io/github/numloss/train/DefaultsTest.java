package io.github.numloss.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.numloss.BuiltIn;
import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.model.ModelFile;
import io.github.numloss.model.Models;
import io.github.numloss.optimizer.OptimizerConfig.Method;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DefaultsTest {
  @TempDir private Path folder;

  /** So that a training of one's own is comparable with the committed results. */
  @Test
  void theyAreWhatThePaperPlanTrainsWith() throws IOException {
    for (ModelPlan plan : Experiment.look(folder.resolve("paper")).plan().models()) {
      assertThat(Defaults.epochs(BuiltIn.file(plan.name()))).isEqualTo(plan.epochs());
      assertThat(Defaults.learningRate(BuiltIn.file(plan.name()), plan.optimizer().name()))
          .isEqualTo(plan.optimizer().learningRate());
    }
  }

  @Test
  void theRecurrentNetworkTakesLargerStepsWithAdamAlone() {
    assertThat(Defaults.learningRate(BuiltIn.file("rnn"), Method.ADAM)).isEqualTo(0.002);
    for (ModelFile model : Models.builtIn()) {
      assertThat(Defaults.learningRate(model, Method.RMSPROP)).isEqualTo(0.001);
      assertThat(Defaults.learningRate(model, Method.SGD)).isEqualTo(0.05);
    }
  }
}
