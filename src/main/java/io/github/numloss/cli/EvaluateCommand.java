package io.github.numloss.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.numloss.calibrate.Calibration;
import io.github.numloss.calibrate.CalibrationMetrics;
import io.github.numloss.classes.Costs;
import io.github.numloss.data.Examples;
import io.github.numloss.decode.Decoder;
import io.github.numloss.decode.Decoders;
import io.github.numloss.decode.Predictions;
import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.io.DataException;
import io.github.numloss.measure.ConfusionMatrix;
import io.github.numloss.measure.DistributionMetrics;
import io.github.numloss.measure.Evaluation;
import io.github.numloss.measure.Metrics;
import io.github.numloss.predict.LoadedModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures an exported model. */
@Command(
    name = "evaluate",
    description = {
      "Measures an exported model on the test images of a data set.",
      "Where training images were held back (train --validation), it also measures what they tell of"
          + " the probabilities: the temperature that makes these as sure as they are right, and"
          + " intervals that hold the true class at least as often as their level says, for images of"
          + " the same kind."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private ModelOption exported;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description =
          "The data set, or a folder or file of your own, of which all is measured on if it does not"
              + " say what to test on; but of data that the model has learned a part of, only what"
              + " was held out. Default: what the model was tested on.")
  private @Nullable String dataset;

  @Mixin private DataOptionsMixin dataOptions;
  @Mixin private DecoderOptions decoding;
  @Mixin private HardwareOptions hardware;
  @Mixin private DatasetsOption datasets;
  @Mixin private JsonOption json;

  /** The results as JSON. */
  private record Results(
      int schemaVersion,
      String modelDir,
      String dataset,
      int testImages,
      Map<String, Metrics> metrics,
      Map<String, ConfusionMatrix> confusion,
      DistributionMetrics distribution,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable CalibrationMetrics calibration,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unit,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Double> meanCosts) {}

  @Override
  public Integer call() throws IOException, NoSuchDeviceException {
    decoding.require();
    json.requireWritable();
    try (LoadedModel model = exported.open(hardware.resolve())) {
      String tested = model.info().test();
      String name = dataset == null ? tested : dataset;
      Examples test =
          TestData.of(model.info()).load(datasets.open(), dataset, dataOptions.toOptions());
      requireFit(model, test);
      Costs costs = decoding.costs(model.info());
      List<Decoder> decoders =
          decoding.find(model.info()).map(List::of).orElseGet(() -> Decoders.with(costs));
      Predictions predictions = model.predict(test.inputs());
      Evaluation all =
          Evaluation.of(predictions, test.labels(), decoders, test.classValues(), test.weights());
      Calibration learned = model.info().calibration();
      CalibrationMetrics calibration =
          learned == null
              ? null
              : CalibrationMetrics.of(
                  learned, predictions, test.labels(), test.classValues(), test.weights());
      Results results =
          new Results(
              2,
              model.folder().toString(),
              test.dataset(),
              test.count(),
              all.metrics(),
              all.confusion(),
              all.distribution(),
              calibration,
              model.info().said().unit(),
              costs == null ? null : meanCosts(costs, all.confusion()));
      PrintWriter out = spec.commandLine().getOut();
      json.write(out, results);
      if (!json.inPlaceOfText()) {
        out.printf(
            Locale.ROOT, "%s on the %,d test images of %s%n", model.folder(), test.count(), name);
        MetricsTable.print(out, results.metrics(), results.distribution());
        if (results.unit() != null) {
          out.printf("Errors are in %s, or in these squared.%n", results.unit());
        }
        if (results.meanCosts() != null) {
          results
              .meanCosts()
              .forEach(
                  (decoder, cost) ->
                      out.printf(
                          Locale.ROOT, "Mean cost of an answer by %s: %.4f%n", decoder, cost));
        }
        if (calibration != null) {
          CalibrationTable.print(out, calibration);
        }
      }
    }
    return ExitCode.DONE;
  }

  /** Gives Σ c·n / Σ n over the n test images of each true class and answer, by decoder. */
  private static Map<String, Double> meanCosts(
      Costs costs, Map<String, ConfusionMatrix> confusion) {
    Map<String, Double> means = new LinkedHashMap<>();
    confusion.forEach(
        (decoder, matrix) -> {
          double sum = 0;
          long count = 0;
          for (int i = 0; i < costs.classes(); i++) {
            for (int j = 0; j < costs.classes(); j++) {
              sum += costs.at(i, j) * matrix.counts()[i][j];
              count += matrix.counts()[i][j];
            }
          }
          means.put(decoder, sum / count);
        });
    return means;
  }

  private static void requireFit(LoadedModel model, Examples test) throws DataException {
    if (!model.info().classValues().equals(test.classValues())) {
      throw new DataException(
          ("the classes of %s stand for %s, but those of the model %s for %s; name a data set of"
                  + " the same classes")
              .formatted(
                  test.dataset(), test.classValues(), model.folder(), model.info().classValues()));
    }
    if (test.haveNoWeight()) {
      throw new DataException(
          "all %s test images of %s have weight 0, so that nothing can be measured; give some of them"
                  .formatted(test.count(), test.dataset())
              + " a weight above 0");
    }
    if (!model.info().input().equals(test.inputs().shape())) {
      throw new DataException(
          "%s has %s, but the model %s takes %s; name a data set of that size"
              .formatted(
                  test.dataset(),
                  test.inputs().shape().named(),
                  model.folder(),
                  model.info().input().named()));
    }
  }
}
