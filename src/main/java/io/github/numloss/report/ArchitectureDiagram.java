package io.github.numloss.report;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.InputShape;
import io.github.numloss.experiment.Plan.LossPlan;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.head.Head;
import io.github.numloss.head.Heads;
import io.github.numloss.model.Classifier;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Network;
import io.github.numloss.model.NetworkDescription;
import io.github.numloss.report.Heading.Section;
import io.github.numloss.report.Results.Group;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Figure 4: the networks as stacks of boxes, a column a network; layers that learn are tinted. */
public final class ArchitectureDiagram {
  private static final Heading HEADING =
      new Heading(
          "figure-4",
          Section.FIGURES,
          "Figure 4: the networks",
          "Each layer with the shape of its output and how many numbers it learns; the tinted ones"
              + " learn. Drawn from the layers that are trained.");
  private static final int COLUMNS = 3;
  private static final int MOST_HEADS = 2;
  private static final int MARGIN = 12;
  private static final int PADDING = 8;
  private static final int GAP = 14;
  private static final int BOX = 2 * Pen.LINE + 6;
  private static final int TOP = 2 * Pen.LINE + MARGIN;
  private static final Color LEARNED = Look.tint(Look.color(0), 0.12);
  private static final Font SMALL = Look.TEXT.deriveFont(12f);

  /**
   * What settles a network and its head.
   *
   * @param name its name, above its layers
   * @param model the model
   * @param input the shape of an example
   * @param classes the number of classes
   * @param head the head
   */
  public record NetworkSpec(
      String name, ModelSpec model, InputShape input, int classes, Head head) {
    private static NetworkSpec of(String name, TrialResult trial) {
      TrialResult.Data data = trial.data();
      return new NetworkSpec(
          name,
          trial.config().model(),
          data.input(),
          data.classValues().count(),
          trial.config().head());
    }

    /** Gives all that is drawn but the names of model and head. */
    private List<Object> drawn() {
      return List.of(model, input, network().outputs(), classes, headParameters());
    }

    private long headParameters() {
      return classifier().parameterCount() - network().parameterCount();
    }

    private Classifier classifier() {
      return Classifier.of(model, head, input, ClassValues.range(classes));
    }

    /**
     * Gives the layers.
     *
     * @return the network
     * @throws IllegalArgumentException if it can't take examples of that shape
     */
    public Network network() {
      return classifier().network();
    }
  }

  /** A box: a layer's name above the shape of its output and how much it learns. */
  private record Box(String name, String shape, String parameters, boolean learns) {
    int width() {
      int below = Look.width(SMALL, shape) + Look.width(SMALL, parameters) + 12;
      return Math.max(Look.width(Look.STRONG, name), below) + 2 * PADDING;
    }
  }

  /** A network's boxes below its name. */
  private record Stack(String name, String note, List<Box> boxes) {
    int height() {
      return TOP + boxes.size() * (BOX + GAP) - GAP;
    }
  }

  private final List<Stack> stacks;
  private final int boxWidth;

  private ArchitectureDiagram(List<Stack> stacks) {
    this.stacks = stacks;
    this.boxWidth =
        stacks.stream()
            .flatMap(stack -> stack.boxes().stream())
            .mapToInt(Box::width)
            .max()
            .orElseThrow();
  }

  /** Draws the networks of which trials were run, each once. */
  static Picture of(Results results) {
    Set<NetworkSpec> specs = new LinkedHashSet<>();
    for (Group group : results.groups()) {
      for (LossPlan loss : results.plan().losses()) {
        results
            .of(group, loss)
            .values()
            .forEach(trial -> specs.add(NetworkSpec.of(group.model().name(), trial)));
      }
    }
    return of(
        specs.stream()
            .collect(
                Collectors.groupingBy(NetworkSpec::drawn, LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  /**
   * Writes a diagram of networks.
   *
   * @param file the SVG file, replaced if it exists
   * @param networks what to draw, at least one
   * @throws IOException if the file can't be written
   * @throws IllegalArgumentException if a network can't take images of that size
   */
  public static void writeSvg(Path file, List<NetworkSpec> networks) throws IOException {
    of(networks.stream().map(List::of).toList()).writeSvg(file);
  }

  /** Draws networks that look alike once, with all their names. */
  private static Picture of(Collection<List<NetworkSpec>> networks) {
    List<Stack> stacks = networks.stream().map(ArchitectureDiagram::stack).toList();
    ArchitectureDiagram diagram = new ArchitectureDiagram(stacks);
    int columns = Math.min(COLUMNS, stacks.size());
    int width = MARGIN + columns * (diagram.boxWidth + MARGIN);
    int rows = (stacks.size() + COLUMNS - 1) / COLUMNS;
    int height = MARGIN;
    for (int row = 0; row < rows; row++) {
      height += diagram.rowHeight(row) + MARGIN;
    }
    return new Picture(HEADING, width, height, diagram::draw);
  }

  private static Stack stack(List<NetworkSpec> alike) {
    NetworkSpec spec = alike.get(0);
    NetworkDescription network = NetworkDescription.of(spec.name(), spec.network());
    List<Box> boxes = new ArrayList<>();
    boxes.add(
        box(
            spec.input().isPicture() ? "image" : "features",
            spec.input().sizes().stream().map(String::valueOf).collect(Collectors.joining(" × ")),
            0));
    for (NetworkDescription.Row layer : network.layers()) {
      boxes.add(box(name(layer), shape(layer.outputShape()), layer.parameterCount()));
    }
    List<String> heads = names(alike, one -> Heads.ALL.name(one.head()));
    long ofHead = spec.headParameters();
    boxes.add(box(heads(heads), String.valueOf(spec.classes()), ofHead));
    return new Stack(
        String.join(", ", names(alike, NetworkSpec::name)),
        count(network.parameterCount() + ofHead),
        boxes);
  }

  private static List<String> names(List<NetworkSpec> networks, Function<NetworkSpec, String> of) {
    return networks.stream().map(of).distinct().toList();
  }

  private static String heads(List<String> names) {
    return names.size() <= MOST_HEADS
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, MOST_HEADS))
            + " and %s more".formatted(names.size() - MOST_HEADS);
  }

  private static Box box(String name, String shape, long parameters) {
    return new Box(name, shape, parameters == 0 ? "" : count(parameters), parameters > 0);
  }

  /** Puts the layer's name in the place of its kind: "dense_2, 512 units". */
  private static String name(NetworkDescription.Row layer) {
    return layer.description().replaceFirst("^[^ ,]+", layer.name());
  }

  private static String shape(long[] sizes) {
    return LongStream.of(sizes).mapToObj(String::valueOf).collect(Collectors.joining(" × "));
  }

  private static String count(long parameters) {
    return String.format(Locale.ROOT, "%,d parameters", parameters);
  }

  private int rowHeight(int row) {
    return stacks.stream()
        .skip((long) row * COLUMNS)
        .limit(COLUMNS)
        .mapToInt(Stack::height)
        .max()
        .orElseThrow();
  }

  private void draw(Graphics2D graphics) {
    Pen pen = new Pen(graphics);
    int top = MARGIN;
    for (int i = 0; i < stacks.size(); i++) {
      if (i > 0 && i % COLUMNS == 0) {
        top += rowHeight(i / COLUMNS - 1) + MARGIN;
      }
      draw(pen, stacks.get(i), MARGIN + i % COLUMNS * (boxWidth + MARGIN), top);
    }
  }

  private void draw(Pen pen, Stack stack, int left, int top) {
    double center = left + boxWidth / 2.0;
    pen.center(stack.name(), Look.STRONG, Look.INK, center, top + Pen.LINE / 2.0);
    pen.center(stack.note(), SMALL, Look.QUIET, center, top + 1.5 * Pen.LINE);
    int y = top + TOP;
    for (Box box : stack.boxes()) {
      if (y > top + TOP) {
        pen.arrow((int) center, y - GAP, (int) center, y);
      }
      pen.frame(
          new Rectangle(left, y, boxWidth, BOX), box.learns() ? LEARNED : Look.PAPER, Look.QUIET);
      pen.left(box.name(), Look.STRONG, Look.INK, left + PADDING, y + 3 + Pen.LINE / 2.0);
      double middle = y + 3 + 1.5 * Pen.LINE;
      pen.left(box.shape(), SMALL, Look.INK, left + PADDING, middle);
      pen.right(box.parameters(), SMALL, Look.QUIET, left + boxWidth - PADDING, middle);
      y += BOX + GAP;
    }
  }
}
