package io.github.numloss.report;

import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.measure.DistributionMetrics;
import io.github.numloss.measure.DistributionMetrics.Bin;
import io.github.numloss.report.Heading.Section;
import io.github.numloss.report.Results.Group;
import io.github.numloss.report.SmallMultiples.Drawing;
import io.github.numloss.report.SmallMultiples.Panel;
import io.github.numloss.report.SmallMultiples.Part;
import io.github.numloss.statistics.Summary;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** How far predicted probabilities can be believed: a panel for each method. */
final class CalibrationFigures {
  private static final int SIDE = SmallMultiples.SIDE;

  /** As many images as a share is worth showing of. */
  private static final int LEAST_IMAGES = 10;

  private static final double LARGEST_DOT = 9;
  private static final double SMALLEST_DOT = 1.5;

  private CalibrationFigures() {}

  /** A method with the distributions of its trials. */
  private record Method(String name, Color color, List<DistributionMetrics> trials) {}

  /** Draws how sure the predictions are beside how often they are right; empty in old trials. */
  static Optional<Picture> reliability(Results results) {
    Heading heading =
        new Heading(
            "reliability",
            Section.CALIBRATION,
            "Reliability: how sure the predictions are, and how often they are right",
            "Test images by the probability of their most probable class, in bins; dots: the mean of"
                + " that probability and the share of images whose class it is, over the images of"
                + " all seeds, if there are 10 or more. A dot’s area is the share of the images in its bin. Below the"
                + " diagonal the predictions are surer than they should be. ECE: the expected"
                + " calibration error (Guo et al. 2017), mean ± standard deviation over seeds.");
    return picture(
        results,
        heading,
        "probability",
        method ->
            new Panel(
                method.name(),
                "ECE, %: " + spread(method, "expectedCalibrationError", 100, 2),
                reliability(method)));
  }

  /** Draws where in their distributions the true classes lie; empty in old trials. */
  static Optional<Picture> pit(Results results) {
    Heading heading =
        new Heading(
            "pit",
            Section.CALIBRATION,
            "PIT: where in the predicted distributions the true values lie",
            "The probability integral transform (Czado, Gneiting and Held 2009): images by the"
                + " cumulative probability of their true class; 1 is as many as there would be if"
                + " all were even, as they are if the distributions are right. High at both ends:"
                + " too narrow; high in the middle: too wide; high at one end: shifted. Lines: ±"
                + " standard deviation over seeds. D: the largest distance of the cumulative shares"
                + " from even ones.");
    double most =
        methods(results).stream()
            .flatMap(List::stream)
            .flatMap(method -> method.trials().stream())
            .flatMap(trial -> relative(trial).stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    double top = Math.max(1.5, 1.05 * most);
    return picture(
        results,
        heading,
        "cumulative probability",
        method ->
            new Panel(
                method.name(), "D: " + spread(method, "pitDistance", 1, 3), pit(method, top)));
  }

  /** Makes the panel of a method. */
  private interface PanelOf {
    Panel of(Method method);
  }

  private static Optional<Picture> picture(
      Results results, Heading heading, String horizontal, PanelOf panel) {
    List<List<Method>> methods = methods(results);
    List<Part> parts = new ArrayList<>();
    for (int group = 0; group < methods.size(); group++) {
      if (!methods.get(group).isEmpty()) {
        parts.add(
            new Part(
                Labels.group(results.groups().get(group)),
                methods.get(group).stream().map(panel::of).toList()));
      }
    }
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(SmallMultiples.of(heading, horizontal, parts));
  }

  private static List<List<Method>> methods(Results results) {
    List<LossPlan> losses = results.plan().losses();
    List<List<Method>> groups = new ArrayList<>();
    for (Group group : results.groups()) {
      List<Method> methods = new ArrayList<>();
      for (int i = 0; i < losses.size(); i++) {
        List<DistributionMetrics> trials =
            results.of(group, losses.get(i)).values().stream()
                .map(result -> result.distribution())
                .filter(Objects::nonNull)
                .toList();
        if (!trials.isEmpty()) {
          methods.add(new Method(losses.get(i).name(), Look.color(i), trials));
        }
      }
      groups.add(methods);
    }
    return groups;
  }

  private static String spread(Method method, String measure, double factor, int digits) {
    double[] values =
        method.trials().stream()
            .map(trial -> trial.value(measure))
            .filter(Objects::nonNull)
            .mapToDouble(value -> factor * value)
            .toArray();
    if (values.length == 0) {
      return "–";
    }
    Summary summary = Summary.of(values);
    String format = "%." + digits + "f";
    String mean = String.format(Locale.ROOT, format, summary.mean());
    return summary.standardDeviation() == null
        ? mean
        : mean + " ± " + String.format(Locale.ROOT, format, summary.standardDeviation());
  }

  /** Puts the bins of several trials together. */
  static List<Bin> pooled(List<DistributionMetrics> trials) {
    List<Bin> pooled = new ArrayList<>();
    for (int bin = 0; bin < trials.get(0).reliability().size(); bin++) {
      int count = 0;
      double confidence = 0;
      double accuracy = 0;
      for (DistributionMetrics trial : trials) {
        Bin one = trial.reliability().get(bin);
        if (one.confidence() != null && one.accuracy() != null) {
          count += one.count();
          confidence += one.count() * one.confidence();
          accuracy += one.count() * one.accuracy();
        }
      }
      pooled.add(
          count == 0
              ? new Bin(0, null, null)
              : new Bin(count, confidence / count, accuracy / count));
    }
    return pooled;
  }

  private static Drawing reliability(Method method) {
    List<Bin> pooled = pooled(method.trials());
    double images = pooled.stream().mapToDouble(Bin::count).sum();
    List<Bin> bins = pooled.stream().filter(bin -> bin.count() >= LEAST_IMAGES).toList();
    return (graphics, left, top) -> {
      drawTicks(graphics, left, top, List.of(0.0, 0.5, 1.0), 1);
      graphics.setColor(Look.QUIET);
      graphics.setStroke(Look.THIN);
      graphics.draw(new Line2D.Double(left, top + SIDE, left + SIDE, top));
      graphics.setColor(method.color());
      Path2D line = new Path2D.Double();
      for (Bin bin : bins) {
        double x = left + SIDE * Objects.requireNonNull(bin.confidence());
        double y = top + SIDE * (1 - Objects.requireNonNull(bin.accuracy()));
        if (line.getCurrentPoint() == null) {
          line.moveTo(x, y);
        } else {
          line.lineTo(x, y);
        }
        double radius = Math.max(SMALLEST_DOT, LARGEST_DOT * Math.sqrt(bin.count() / images));
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
      }
      graphics.draw(line);
    };
  }

  /** Gives how many images a trial has in each bin, as multiples of what would be even. */
  private static List<Double> relative(DistributionMetrics trial) {
    double images = trial.pit().stream().mapToDouble(Double::doubleValue).sum();
    return trial.pit().stream().map(count -> count * trial.pit().size() / images).toList();
  }

  private static Drawing pit(Method method, double highest) {
    int bins = method.trials().get(0).pit().size();
    List<Summary> summaries = new ArrayList<>();
    for (int bin = 0; bin < bins; bin++) {
      int index = bin;
      summaries.add(
          Summary.of(
              method.trials().stream().mapToDouble(trial -> relative(trial).get(index)).toArray()));
    }
    return (graphics, left, top) -> {
      drawTicks(graphics, left, top, List.of(0.0, 1.0), highest);
      double width = (double) SIDE / bins;
      for (int bin = 0; bin < bins; bin++) {
        Summary summary = summaries.get(bin);
        double x = left + bin * width;
        double y = y(top, summary.mean(), highest);
        graphics.setColor(method.color());
        graphics.fill(new Rectangle2D.Double(x + 0.5, y, width - 1, top + SIDE - y));
        if (summary.standardDeviation() != null) {
          graphics.setColor(Look.INK);
          graphics.setStroke(Look.THIN);
          double low = Math.max(0, summary.mean() - summary.standardDeviation());
          double high = Math.min(highest, summary.mean() + summary.standardDeviation());
          double middle = x + width / 2;
          graphics.draw(
              new Line2D.Double(middle, y(top, low, highest), middle, y(top, high, highest)));
        }
      }
      graphics.setColor(Look.QUIET);
      graphics.setStroke(Look.THIN);
      double even = y(top, 1, highest);
      graphics.draw(new Line2D.Double(left, even, left + SIDE, even));
    };
  }

  private static double y(double top, double value, double highest) {
    return top + SIDE * (1 - value / highest);
  }

  private static void drawTicks(
      Graphics2D graphics, double left, double top, List<Double> values, double highest) {
    for (double value : values) {
      String text = Labels.number(value);
      new Pen(graphics).right(text, Look.TEXT, Look.INK, left - 6, y(top, value, highest));
    }
  }
}
