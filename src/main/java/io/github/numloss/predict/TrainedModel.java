package io.github.numloss.predict;

import io.github.numloss.decode.Predictions;
import io.github.numloss.io.NpyArray.FloatArray;
import io.github.numloss.model.Classifier;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A classifier that was trained, to be exported.
 *
 * @param info what it is and where it comes from
 * @param classifier the network and its head
 * @param weights their weights by name
 * @param predictions what it made of its test images, against which the export is checked
 * @param frozen the network whose vectors it learned, which is exported with it; null if there is
 *     none
 */
public record TrainedModel(
    ModelInfo info,
    Classifier classifier,
    Map<String, FloatArray> weights,
    Predictions predictions,
    @Nullable Frozen frozen) {
  /** The most test images that are kept beside a training, so that its export can be checked. */
  public static final int IMAGES_KEPT = 100;
}
