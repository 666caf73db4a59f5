package io.github.numloss.report;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.CategoryItemRendererState;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.statistics.StatisticalCategoryDataset;

/**
 * Plain bars with a line of the standard deviation each way; JFreeChart's own have caps of one
 * width, which overlap where bars are narrow.
 */
final class MeanBars extends BarRenderer {
  private static final long serialVersionUID = 1;

  MeanBars() {
    setBarPainter(new StandardBarPainter());
    setShadowVisible(false);
    setDrawBarOutline(false);
    setItemMargin(0);
  }

  @Override
  public void drawItem(
      Graphics2D graphics,
      CategoryItemRendererState state,
      Rectangle2D area,
      CategoryPlot plot,
      CategoryAxis categories,
      ValueAxis values,
      CategoryDataset dataset,
      int row,
      int column,
      int pass) {
    super.drawItem(graphics, state, area, plot, categories, values, dataset, row, column, pass);
    StatisticalCategoryDataset bars = (StatisticalCategoryDataset) dataset;
    Number deviation = bars.getStdDevValue(row, column);
    if (deviation == null) {
      return;
    }
    double left =
        calculateBarW0(
            plot,
            plot.getOrientation(),
            area,
            categories,
            state,
            state.getVisibleSeriesIndex(row),
            column);
    double x = left + state.getBarWidth() / 2;
    double mean = bars.getMeanValue(row, column).doubleValue();
    double low = y(mean - deviation.doubleValue(), values, area, plot);
    double high = y(mean + deviation.doubleValue(), values, area, plot);
    double cap = Math.min(3, state.getBarWidth() / 4);
    graphics.setPaint(Look.INK);
    graphics.setStroke(new BasicStroke((float) Math.min(1, state.getBarWidth() / 4)));
    graphics.draw(new Line2D.Double(x, low, x, high));
    graphics.draw(new Line2D.Double(x - cap, low, x + cap, low));
    graphics.draw(new Line2D.Double(x - cap, high, x + cap, high));
  }

  private static double y(double value, ValueAxis values, Rectangle2D area, CategoryPlot plot) {
    return values.valueToJava2D(Math.max(0, value), area, plot.getRangeAxisEdge());
  }
}
