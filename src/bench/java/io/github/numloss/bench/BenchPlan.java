package io.github.numloss.bench;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.loss.Loss;
import io.github.numloss.model.Network;
import io.github.numloss.model.NetworkDescription;
import io.github.numloss.optimizer.OptimizerConfig;
import java.util.List;

/**
 * All that another program needs to train the same networks in the same way.
 *
 * @param config what the trainings have in common
 * @param warmUpEpochs epochs before the measured ones
 * @param images how many images an epoch learns
 * @param height rows of an image
 * @param width columns of an image
 * @param classValues the number that each class stands for
 * @param loss the loss that is minimised
 * @param networks the networks
 */
public record BenchPlan(
    BenchConfig config,
    int warmUpEpochs,
    int images,
    int height,
    int width,
    ClassValues classValues,
    Loss loss,
    List<PlannedNetwork> networks) {
  /**
   * A network.
   *
   * @param network its layers
   * @param optimizer how its weights follow the gradient
   * @param trainingFlopsPerImage floating-point operations in the products of one image's step
   */
  public record PlannedNetwork(
      NetworkDescription network, OptimizerConfig optimizer, long trainingFlopsPerImage) {}

  /** Plans the trainings of these networks on these images. */
  static BenchPlan of(BenchConfig config, Examples data, List<BenchNetwork> networks) {
    return new BenchPlan(
        config,
        BenchConfig.WARM_UP_EPOCHS,
        data.count(),
        data.images().height(),
        data.images().width(),
        data.classValues(),
        BenchConfig.loss(),
        networks.stream().map(network -> planned(network, network.build(data))).toList());
  }

  private static PlannedNetwork planned(BenchNetwork network, Network built) {
    return new PlannedNetwork(
        NetworkDescription.of(network.toString(), built),
        BenchConfig.optimizer(network),
        built.trainingWork());
  }
}
