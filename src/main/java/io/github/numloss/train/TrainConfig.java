package io.github.numloss.train;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.augment.Augmentation;
import io.github.numloss.augment.Augmentations;
import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassWeights;
import io.github.numloss.data.DataOptions;
import io.github.numloss.device.Hardware;
import io.github.numloss.head.Head;
import io.github.numloss.loss.Loss;
import io.github.numloss.loss.Method;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.optimizer.OptimizerConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one training needs to be run again.
 *
 * @param dataset the data set, or the folder, whose training images are learned
 * @param test the data set, or the folder, whose test images are predicted at the end
 * @param model the model
 * @param loss the loss
 * @param head how the network's outputs become probabilities; the softmax if it is null, as in
 *     older files, unless the loss names another
 * @param optimizer how the weights follow the gradient
 * @param epochs how often every image is seen, at least 1
 * @param batchSize images a step, at least 1
 * @param validation the share of the training images that is held back to watch the training, at
 *     least 0 and below 1
 * @param seed what all random numbers follow from
 * @param hardware what it runs on
 * @param data how data of one's own is read and divided; null if nothing is said
 * @param augmentation what is done to a training picture each time it is learned, in this order;
 *     empty if it is null, as in older files, and not written then
 * @param classWeights how much a training example counts by its class, beside its own weight; null
 *     if all classes' examples count the same. Only proportions matter: the weights of the examples
 *     that are learned are divided by their mean. They have no part in any measure
 * @param features the SavedModel of a network that turns pictures into vectors, which are learned
 *     in their place, and behind a colon its output; null if there is none
 */
public record TrainConfig(
    String dataset,
    String test,
    ModelSpec model,
    Loss loss,
    @JsonSetter(nulls = Nulls.SET) Head head,
    OptimizerConfig optimizer,
    int epochs,
    int batchSize,
    double validation,
    long seed,
    Hardware hardware,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable DataOptions data,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Augmentation> augmentation,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable ClassWeights classWeights,
    @JsonSetter(nulls = Nulls.SET) @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String features) {
  /**
   * Checks the ranges, that loss and head go together, and that the augmentations do.
   *
   * @throws IllegalArgumentException if a number is out of its range, they do not, or steps are to
   *     be compiled that can't be
   */
  public TrainConfig {
    Method method = Method.of(loss, head);
    loss = method.loss();
    head = method.head();
    Check.atLeast(1, "the number of epochs", epochs);
    Check.atLeast(1, "the batch size", batchSize);
    Check.that(
        validation >= 0 && validation < 1,
        "the validation share is %s, expected a number of at least 0 and below 1",
        validation);
    augmentation = augmentation == null ? List.of() : List.copyOf(augmentation);
    Augmentations.requireTogether(augmentation);
    if (hardware.compile()) {
      augmentation.forEach(TrainConfig::requireCompilable);
    }
  }

  private static void requireCompilable(Augmentation augmentation) {
    Check.that(
        !augmentation.moves(),
        "the augmentation %s moves points, which XLA can't compile; leave it out, or train without"
            + " --compile",
        Augmentations.ALL.name(augmentation));
  }

  /**
   * Settles a training of data that says itself how it is read and divided, and is learned as it
   * is, with no class weights.
   *
   * @param dataset the data set whose training images are learned
   * @param test the data set whose test images are predicted at the end
   * @param model the model
   * @param loss the loss
   * @param head how the network's outputs become probabilities; null as in the full one
   * @param optimizer how the weights follow the gradient
   * @param epochs how often every image is seen
   * @param batchSize images a step
   * @param validation the share of the training images that is held back
   * @param seed what all random numbers follow from
   * @param hardware what it runs on
   */
  public TrainConfig(
      String dataset,
      String test,
      ModelSpec model,
      Loss loss,
      Head head,
      OptimizerConfig optimizer,
      int epochs,
      int batchSize,
      double validation,
      long seed,
      Hardware hardware) {
    this(
        dataset,
        test,
        model,
        loss,
        head,
        optimizer,
        epochs,
        batchSize,
        validation,
        seed,
        hardware,
        null,
        List.of(),
        null,
        null);
  }

  /**
   * Gives how the data is read and divided.
   *
   * @return what is said; nothing of it if it is null
   */
  @JsonIgnore
  public DataOptions dataOptions() {
    return data == null ? DataOptions.NONE : data;
  }

  /**
   * Gives the same training of other data.
   *
   * @param otherDataset whose training images to learn
   * @param otherTest whose test images to predict
   * @return a copy with them
   */
  public TrainConfig onData(String otherDataset, String otherTest) {
    return copy(otherDataset, otherTest, hardware, data, augmentation, classWeights, features);
  }

  /**
   * Gives the same training of data that is read and divided in a way.
   *
   * @param options how; null if nothing is said
   * @return a copy with it
   */
  public TrainConfig dividing(@Nullable DataOptions options) {
    return copy(dataset, test, hardware, options, augmentation, classWeights, features);
  }

  /**
   * Gives the same training of pictures that are augmented.
   *
   * @param augmentations what is done to them
   * @return a copy with it
   */
  public TrainConfig augmented(List<Augmentation> augmentations) {
    return copy(dataset, test, hardware, data, augmentations, classWeights, features);
  }

  /**
   * Gives the same training with other weights of the classes.
   *
   * @param weights how much a training example counts by its class; null if all count the same
   * @return a copy with them
   */
  public TrainConfig weighted(@Nullable ClassWeights weights) {
    return copy(dataset, test, hardware, data, augmentation, weights, features);
  }

  /**
   * Gives the same training of a frozen network's vectors.
   *
   * @param network the SavedModel, and behind a colon its output; null to learn pictures themselves
   * @return a copy with it
   */
  public TrainConfig onFeatures(@Nullable String network) {
    return copy(dataset, test, hardware, data, augmentation, classWeights, network);
  }

  /**
   * Gives the same training on other hardware.
   *
   * @param other what to run on
   * @return a copy with it
   */
  public TrainConfig on(Hardware other) {
    return copy(dataset, test, other, data, augmentation, classWeights, features);
  }

  private TrainConfig copy(
      String otherDataset,
      String otherTest,
      Hardware otherHardware,
      @Nullable DataOptions otherData,
      List<Augmentation> otherAugmentation,
      @Nullable ClassWeights otherWeights,
      @Nullable String otherFeatures) {
    return new TrainConfig(
        otherDataset,
        otherTest,
        model,
        loss,
        head,
        optimizer,
        epochs,
        batchSize,
        validation,
        seed,
        otherHardware,
        otherData,
        otherAugmentation,
        otherWeights,
        otherFeatures);
  }
}
