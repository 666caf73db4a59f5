package io.github.numloss.report;

import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.report.Heading.Section;
import io.github.numloss.report.Results.Group;
import io.github.numloss.train.EpochResult;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;

/** How a measure goes on by epoch: a thin line a trial, a thick one their mean. */
final class LearningCurves {
  private final Results results;
  private final String title;
  private final Function<EpochResult, @Nullable Double> measure;
  private final XYSeriesCollection curves = new XYSeriesCollection();
  private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);

  private LearningCurves(
      Results results, String title, Function<EpochResult, @Nullable Double> measure) {
    this.results = results;
    this.title = title;
    this.measure = measure;
    renderer.setDrawSeriesLineAsPath(true);
  }

  /** Draws the loss that was minimised. */
  static Optional<Picture> loss(Results results) {
    Heading heading =
        new Heading(
            "learning-loss",
            Section.LEARNING,
            "Training loss by epoch",
            "The mean over an epoch of what was minimised. As each loss has its own scale, see"
                + " whether a curve has flattened out, not which one is lower.");
    return picture(
        heading, results, "training loss", "each loss as it was minimised; ", EpochResult::loss);
  }

  /** Draws the validation images' error rate; empty where no trial held images back. */
  static Optional<Picture> validation(Results results) {
    Heading heading =
        new Heading(
            "learning-validation",
            Section.LEARNING,
            "Validation error rate by epoch",
            "The share of the images held back from training whose most probable class is wrong. A"
                + " curve that rises again shows overfitting.");
    return picture(
        heading,
        results,
        "validation error rate, %",
        "",
        epoch -> epoch.validation() == null ? null : 100 * epoch.validation().errorRate());
  }

  private static Optional<Picture> picture(
      Heading heading,
      Results results,
      String title,
      String note,
      Function<EpochResult, @Nullable Double> measure) {
    List<JFreeChart> panels =
        PanelGrid.groups(results).stream()
            .flatMap(group -> new LearningCurves(results, title, measure).panel(group).stream())
            .toList();
    String lines = note + "thick: mean of n trials; thin: each trial";
    return panels.isEmpty()
        ? Optional.empty()
        : Optional.of(PanelGrid.of(heading, results.plan().losses(), lines, panels));
  }

  private Optional<JFreeChart> panel(Group group) {
    List<LossPlan> losses = results.plan().losses();
    List<XYSeries> means = new ArrayList<>();
    List<Color> meanColors = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      List<XYSeries> trials = trials(losses.get(i), results.of(group, losses.get(i)).values());
      if (trials.size() > 1) {
        for (XYSeries trial : trials) {
          add(trial, Look.tint(Look.color(i), 0.5), false);
        }
      }
      if (!trials.isEmpty()) {
        means.add(mean(losses.get(i).name(), trials));
        meanColors.add(Look.color(i));
      }
    }
    for (int i = 0; i < means.size(); i++) {
      add(means.get(i), meanColors.get(i), true);
    }
    return means.isEmpty()
        ? Optional.empty()
        : Optional.of(PanelGrid.panel(results, group, plot()));
  }

  private List<XYSeries> trials(LossPlan loss, Collection<TrialResult> trials) {
    List<XYSeries> found = new ArrayList<>();
    for (TrialResult trial : trials) {
      XYSeries series =
          new XYSeries(
              String.format(Locale.ROOT, "%s, seed %d", loss.name(), trial.config().seed()));
      for (EpochResult epoch : trial.history()) {
        Double value = measure.apply(epoch);
        if (value != null) {
          series.add(epoch.epoch(), value);
        }
      }
      if (!series.isEmpty()) {
        found.add(series);
      }
    }
    return found;
  }

  private static XYSeries mean(String name, List<XYSeries> trials) {
    XYSeries mean = new XYSeries(name);
    for (int i = 0; i < trials.get(0).getItemCount(); i++) {
      int item = i;
      double sum = trials.stream().mapToDouble(trial -> trial.getY(item).doubleValue()).sum();
      mean.add(trials.get(0).getX(i).doubleValue(), sum / trials.size());
    }
    return mean;
  }

  private void add(XYSeries series, Color color, boolean thick) {
    int index = curves.getSeriesCount();
    curves.addSeries(series);
    renderer.setSeriesPaint(index, color);
    renderer.setSeriesStroke(index, thick ? Look.THICK : Look.THIN);
    // A line needs two points to be seen.
    renderer.setSeriesShape(index, new Ellipse2D.Double(-3, -3, 6, 6));
    renderer.setSeriesShapesVisible(index, series.getItemCount() == 1);
  }

  private XYPlot plot() {
    NumberAxis epochs = new NumberAxis("epoch");
    PanelGrid.style(epochs);
    epochs.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
    epochs.setRange(0.5, curves.getDomainUpperBound(false) + 0.5);
    XYPlot plot = new XYPlot(curves, epochs, axis(), renderer);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(Look.GRID);
    plot.setRangeGridlineStroke(Look.THIN);
    return plot;
  }

  /** Makes a logarithmic axis, or, as a logarithm needs numbers above 0, a plain one. */
  private ValueAxis axis() {
    double lowest = curves.getRangeLowerBound(false);
    double highest = curves.getRangeUpperBound(false);
    ValueAxis axis;
    if (lowest > 0) {
      axis = new LogScale(title);
      axis.setRange(lowest / 1.1, 1.1 * highest);
    } else {
      axis = new NumberAxis(title);
      axis.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
      axis.setRange(0, highest > 0 ? 1.1 * highest : 1);
    }
    PanelGrid.style(axis);
    return axis;
  }
}
