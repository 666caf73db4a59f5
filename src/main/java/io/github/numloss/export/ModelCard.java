package io.github.numloss.export;

import io.github.numloss.evaluate.Metrics;
import io.github.numloss.io.Json;
import io.github.numloss.train.TrainConfig;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The page for people that lies beside an exported model. */
final class ModelCard {
  private ModelCard() {}

  static String of(ModelInfo info) {
    TrainConfig config = withoutPlaces(info.config());
    StringBuilder rows = new StringBuilder();
    for (Map.Entry<String, Metrics> entry : info.metrics().entrySet()) {
      Metrics metrics = entry.getValue();
      Double misclassified = metrics.meanAbsoluteErrorMisclassified();
      rows.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f %% | %.4f | %s |%n",
              entry.getKey(),
              100 * metrics.errorRate(),
              metrics.meanAbsoluteError(),
              misclassified == null
                  ? "none was"
                  : String.format(Locale.ROOT, "%.2f", misclassified)));
    }
    return String.format(
        Locale.ROOT,
        """
        # %s classifier, trained on %s

        Takes grey images of %d x %d pixels, drawn as those of the training set are, and gives the probability
        of each of %d classes, which stand for the numbers %s.
        It has %,d parameters and was trained by numloss %s (commit %s).

        ## Use
        Signature `serving_default`:

        | | name | type | shape | meaning |
        | --- | --- | --- | --- | --- |
        | input | `images` | float32 | [-1, %d, %d] | pixels 0 ... 255 as stored; the scaling is inside |
        | output | `probabilities` | float32 | [-1, %d] | one a class |
        | output | `classes` | int64 | [-1] | the most probable class |
        | output | `value` | float32 | [-1] | the value of the most probable class |
        | output | `median` | float32 | [-1] | the class value in the middle of the distribution |
        | output | `mean` | float32 | [-1] | the class value nearest to the expectation |
        | output | `expected` | float32 | [-1] | the expectation of the class value, not rounded |

        Images of another shape are refused. TensorFlow Lite, ONNX and TensorFlow.js take the model converted.

        ## Measured on the test images of %s
        | decoder | error rate | mean absolute error | of the misclassified |
        | --- | --- | --- | --- |
        %s
        ## Limits
        It has seen images of the training set alone. Numbers written in another way, in other colours (dark on
        light, say), or not centred are outside of what was measured. The probabilities are not calibrated.

        ## How it was trained
        ```json
        %s
        ```
        """,
        info.model().toString().toUpperCase(Locale.ROOT),
        config.dataset(),
        info.height(),
        info.width(),
        info.classValues().count(),
        info.classValues(),
        info.parameterCount(),
        info.provenance().version(),
        info.provenance().commit(),
        info.height(),
        info.width(),
        info.classValues().count(),
        config.test(),
        rows,
        Json.pretty(config));
  }

  /** Names folders of data without where they lie, which is nobody's business and no help. */
  private static TrainConfig withoutPlaces(TrainConfig config) {
    return new TrainConfig(
        name(config.dataset()),
        name(config.test()),
        config.model(),
        config.loss(),
        config.optimizer(),
        config.epochs(),
        config.batchSize(),
        config.validation(),
        config.seed(),
        config.hardware());
  }

  private static String name(String dataset) {
    Path name = Path.of(dataset).toAbsolutePath().normalize().getFileName();
    return name == null ? dataset : name.toString();
  }
}
