package io.github.numloss.predict;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.data.DataNotes;
import io.github.numloss.data.FeatureColumns;
import io.github.numloss.data.InputShape;
import io.github.numloss.head.Heads;
import io.github.numloss.io.Json;
import io.github.numloss.measure.Measures;
import io.github.numloss.measure.Metrics;
import io.github.numloss.picture.Ink;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page for people that lies beside an exported model. */
final class ModelCard {
  private ModelCard() {}

  static String of(ModelInfo info) {
    ObjectNode config = withoutPlaces(info);
    StringBuilder rows = new StringBuilder();
    for (Map.Entry<String, Metrics> entry : info.metrics().entrySet()) {
      Metrics metrics = entry.getValue();
      rows.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s |%n",
              entry.getKey(),
              text(metrics, "errorRate"),
              text(metrics, "meanAbsoluteError"),
              Integer.valueOf(0).equals(metrics.misclassified())
                  ? "none was"
                  : text(metrics, "meanAbsoluteErrorMisclassified")));
    }
    String card =
        String.format(
            Locale.ROOT,
            """
        # %s classifier, trained on %s

        Takes %s and gives the probability
        of each of %d classes, which stand for the numbers %s.
        The head `%s` makes probabilities of the network's outputs.
        It has %,d parameters and was trained by numloss %s (commit %s).

        ## Use
        Signature `serving_default`:

        | | name | type | shape | meaning |
        | --- | --- | --- | --- | --- |
        | input | `%s` | float32 | %s | %s; the scaling is inside |
        | output | `probabilities` | float32 | [-1, %d] | one a class |
        | output | `classes` | int64 | [-1] | the most probable class |
        | output | `value` | float32 | [-1] | the value of the most probable class |
        | output | `median` | float32 | [-1] | the class value in the middle of the distribution |
        | output | `mean` | float32 | [-1] | the class value nearest to the expectation |
        | output | `expected` | float32 | [-1] | the expectation of the class value, not rounded |

        %s of another shape are refused. TensorFlow Lite, ONNX and TensorFlow.js take the model converted.

        %s## Measured on the test images of %s%s
        | decoder | error rate | mean absolute error | of the misclassified |
        | --- | --- | --- | --- |
        %s
        ## Pictures
        `numloss predict` makes pictures of any size into images as those of the training set were made. %s
        %s
        Any other program that calls the model has to make them so itself; `model.json` has it as `preparation`.

        ## Limits
        It has seen images of the training set alone, and the measures above are of test images as they are stored.
        Numbers written or drawn in another way are outside of what was measured, however their pictures are made
        into images. %s

        ## The data that it learned
        %s
        ## How it was trained
        ```json
        %s
        ```
        """,
            info.model().toString().toUpperCase(Locale.ROOT),
            config.path("dataset").asText(),
            takes(info.input(), info.learned().columns().names().size() > 0),
            info.classValues().count(),
            info.classValues(),
            Heads.ALL.text(info.head()),
            info.parameterCount(),
            info.provenance().version(),
            info.provenance().commit(),
            ServingGraph.inputName(info.input()),
            shape(info.input()),
            info.input().isPicture() ? "pixels 0 ... 255 as stored" : "as in the data",
            info.classValues().count(),
            info.input().isPicture() ? "Images" : "Features",
            columns(info.learned().columns()),
            config.path("test").asText(),
            info.metrics().values().stream().anyMatch(Metrics::isWeighted)
                ? ", which count by their weights"
                : "",
            rows,
            fit(info),
            ink(info.preparation().ink()),
            CalibrationText.of(info.calibration()),
            said(info.said()),
            Json.pretty(config));
    return info.input().isPicture()
        ? card
        : card.replaceFirst("(?s)## Pictures.*?(?=## Limits)", "");
  }

  private static String takes(InputShape input, boolean named) {
    if (!input.isPicture()) {
      return "%s, numbers in the order of %s,"
          .formatted(input, named ? "the table below" : "the training set's");
    }
    String colour =
        input.channels() == 1 ? "grey" : input.channels() == 3 ? "colour (RGB)" : "colour (RGBA)";
    return "%s images of %s x %s pixels, drawn as those of the training set are,"
        .formatted(colour, input.height(), input.width());
  }

  /** Says which column of a table each feature is, and what stands for one that is missing. */
  private static String columns(FeatureColumns columns) {
    if (columns.names().isEmpty()) {
      return "";
    }
    boolean areFilled = !columns.substitutes().isEmpty();
    StringBuilder rows =
        new StringBuilder(
                "## Features\n| | column |%s%n".formatted(areFilled ? " if missing |" : ""))
            .append("| --- | --- |%s%n".formatted(areFilled ? " --- |" : ""));
    for (int i = 0; i < columns.names().size(); i++) {
      rows.append(
          String.format(
              Locale.ROOT,
              "| %d | `%s` |%s%n",
              i,
              columns.names().get(i),
              areFilled ? " " + columns.substitutes().get(i) + " |" : ""));
    }
    return rows.append(
            areFilled
                ? "\n`numloss` fills what is missing with these numbers; any other program does so itself.\n\n"
                : "\nA missing number is refused.\n\n")
        .toString();
  }

  private static String said(DataNotes notes) {
    StringBuilder text = new StringBuilder();
    if (notes.unit() != null) {
      text.append("The numbers are in %s.\n".formatted(notes.unit()));
    }
    text.append(
        notes.licence() == null
            ? "No licence of it is stated.\n"
            : "Its licence: %s.\n".formatted(notes.licence()));
    if (notes.citation() != null) {
      text.append("To be cited: %s.\n".formatted(notes.citation().replaceFirst("[.]$", "")));
    }
    if (notes.costs() != null) {
      text.append(
          "Wrong answers have costs, by which `numloss predict --decoder least-cost` answers; they are"
              + " in `model.json`.\n");
    }
    return text.toString();
  }

  private static String shape(InputShape input) {
    return input.sizes().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "[-1, ", "]"));
  }

  private static String text(Metrics metrics, String measure) {
    return Measures.find(measure).orElseThrow().text(metrics.value(measure));
  }

  private static String fit(ModelInfo info) {
    String size = info.input().toString();
    return switch (info.preparation().fit()) {
      case MNIST ->
          """
          What is drawn is
          cut out, scaled to 20 of 28 pixels with its proportions kept, and laid with its centre of mass at the
          centre of %s pixels."""
              .formatted(size);
      case STRETCH ->
          """
          The whole picture
          is scaled to %s pixels, whatever its proportions."""
              .formatted(size);
      case PAD ->
          """
          The whole picture
          is scaled to fit into %s pixels with its proportions kept; the rest gets the colour of its border."""
              .formatted(size);
      case CROP ->
          """
          The middle of the
          picture, as large as it can be with the proportions of %s pixels, is scaled to them."""
              .formatted(size);
    };
  }

  private static String ink(Ink ink) {
    return switch (ink) {
      case LIGHT -> "Dark ink on a light ground, told by the border, is inverted to light on dark.";
      case DARK -> "Light ink on a dark ground, told by the border, is inverted to dark on light.";
      case ANY -> "Light and dark stay as they are.";
    };
  }

  /** Names folders of data without where they lie, which is nobody's business and no help. */
  private static ObjectNode withoutPlaces(ModelInfo info) {
    ObjectNode config = info.config().deepCopy();
    return config.put("dataset", name(info.dataset())).put("test", name(info.test()));
  }

  private static String name(String dataset) {
    Path name = Path.of(dataset).toAbsolutePath().normalize().getFileName();
    return name == null ? dataset : name.toString();
  }
}
