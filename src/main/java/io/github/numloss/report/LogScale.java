package io.github.numloss.report;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** An upright logarithmic axis with ticks at 1, 2 and 5 times the powers of ten. */
final class LogScale extends LogAxis {
  private static final long serialVersionUID = 1;
  private static final List<Integer> STEPS = List.of(1, 2, 5);

  LogScale(String title) {
    super(title);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    List<NumberTick> ticks = new ArrayList<>();
    for (double value : values(getRange().getLowerBound(), getRange().getUpperBound())) {
      ticks.add(
          new NumberTick(
              value, Labels.number(value), TextAnchor.CENTER_RIGHT, TextAnchor.CENTER, 0));
    }
    return ticks;
  }

  /** Gives the ticks from low to high; powers of ten alone where there are three or more. */
  static List<Double> values(double low, double high) {
    List<Double> powers = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    for (int exponent = (int) Math.floor(Math.log10(low)); Math.pow(10, exponent) <= high; ) {
      for (int step : STEPS) {
        double value = Double.parseDouble(step + "e" + exponent);
        if (value >= low && value <= high) {
          all.add(value);
          if (step == 1) {
            powers.add(value);
          }
        }
      }
      exponent++;
    }
    return powers.size() >= 3 ? powers : all;
  }
}
