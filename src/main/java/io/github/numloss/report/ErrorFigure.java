package io.github.numloss.report;

import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.report.ErrorBars.Measure;
import io.github.numloss.report.Heading.Section;
import io.github.numloss.report.Results.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.statistics.DefaultStatisticalCategoryDataset;

/** Figures 5 and 6: how often each absolute error is made, all losses side by side. */
final class ErrorFigure {
  private final Results results;
  private final Measure measure;
  private final boolean besidePaper;

  private ErrorFigure(Results results, Measure measure, boolean besidePaper) {
    this.results = results;
    this.measure = measure;
    this.besidePaper = besidePaper;
  }

  /** Draws the errors; empty if no trial has any. Rates share one scale, so that panels compare. */
  static Optional<Picture> of(Results results, Measure measure, boolean besidePaper) {
    return new ErrorFigure(results, measure, besidePaper).picture();
  }

  private Optional<Picture> picture() {
    List<Group> groups = new ArrayList<>();
    List<DefaultStatisticalCategoryDataset> bars = new ArrayList<>();
    for (Group group : PanelGrid.groups(results)) {
      DefaultStatisticalCategoryDataset found = ErrorBars.of(results, group, measure);
      if (found.getRowCount() > 0) {
        groups.add(group);
        bars.add(found);
      }
    }
    if (groups.isEmpty()) {
      return Optional.empty();
    }
    double common = bars.stream().mapToDouble(ErrorFigure::highest).max().orElseThrow();
    List<JFreeChart> panels = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      double top = measure == Measure.RATE ? common : highest(bars.get(i));
      panels.add(panel(groups.get(i), bars.get(i), top));
    }
    String note = "bars: mean of n trials; lines: ± sample standard deviation";
    return Optional.of(PanelGrid.of(heading(), results.plan().losses(), note, panels));
  }

  private Heading heading() {
    boolean count = measure == Measure.COUNT;
    return new Heading(
        count ? "figure-5" : "figure-6",
        Section.FIGURES,
        count ? "Figure 5: how many absolute errors of each size" : "Figure 6: the same as rates",
        (count
                    ? "Misclassified test images by the distance between the decoded (%s) and the true"
                        + " class value. Each panel has its own scale."
                    : "The share of the misclassified test images (decoder %s) that has each absolute"
                        + " error. All panels share one scale.")
                .formatted(Figures.DECODER)
            + (besidePaper && !count
                ? " The paper finds more small errors and fewer large ones under the proposed loss."
                : ""));
  }

  private static double highest(DefaultStatisticalCategoryDataset bars) {
    return Math.max(1, bars.getRangeUpperBound(true));
  }

  private JFreeChart panel(Group group, DefaultStatisticalCategoryDataset bars, double top) {
    CategoryAxis errors = new CategoryAxis("absolute error, in " + Labels.unit(results, group));
    PanelGrid.style(errors);
    errors.setCategoryMargin(0.25);
    errors.setLowerMargin(0.02);
    errors.setUpperMargin(0.02);
    errors.setTickMarksVisible(false);
    // Where labels are far between, they may be wider than their bars.
    errors.setMaximumCategoryLabelWidthRatio(10);
    errors.setTickLabelInsets(new RectangleInsets(0, 4, -4, 4));
    NumberAxis axis = new NumberAxis(measure.title());
    PanelGrid.style(axis);
    axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
    axis.setRange(0, 1.05 * top);
    CategoryPlot plot = new CategoryPlot(bars, errors, axis, renderer(bars));
    plot.setRangeGridlinePaint(Look.GRID);
    plot.setRangeGridlineStroke(Look.THIN);
    return PanelGrid.panel(results, group, plot);
  }

  private MeanBars renderer(DefaultStatisticalCategoryDataset bars) {
    MeanBars renderer = new MeanBars();
    List<String> names = results.plan().losses().stream().map(LossPlan::name).toList();
    for (int row = 0; row < bars.getRowCount(); row++) {
      renderer.setSeriesPaint(row, Look.color(names.indexOf(bars.getRowKey(row))));
    }
    return renderer;
  }
}
