package io.github.numloss.cli;

import io.github.numloss.data.DataFacts;
import io.github.numloss.data.Examples;
import io.github.numloss.device.Devices.NoSuchDeviceException;
import io.github.numloss.experiment.Comparison;
import io.github.numloss.experiment.Comparison.Timing;
import io.github.numloss.experiment.ComparisonPlan;
import io.github.numloss.experiment.ComparisonPlan.Request;
import io.github.numloss.experiment.ComparisonPlan.Setting;
import io.github.numloss.experiment.Plan.ModelPlan;
import io.github.numloss.train.TrainingFailedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Says what data is, times trainings, and plans a comparison that takes about so many minutes. */
final class ComparisonPlanner {
  /** What is taken where nobody says how many minutes. */
  static final double MINUTES = 3;

  /** What that may become where data and model are so large that nothing less would do. */
  static final double MOST_MINUTES = 30;

  /** Other losses cost more than the one that is timed, and the last trainings have idle cores. */
  private static final double SHARE_OF_TIME = 0.85;

  /** Seconds for the report and the export. */
  private static final double ENDING = 12;

  private final CommandSpec spec;
  private final PrintWriter messages;
  private final int sideBySide;
  private final long begun = System.nanoTime();

  ComparisonPlanner(CommandSpec spec, PrintWriter messages, int sideBySide) {
    this.spec = spec;
    this.messages = messages;
    this.sideBySide = sideBySide;
  }

  /** A plan, and how it came about. */
  record Planned(ComparisonPlan plan, Comparison comparison) {}

  /**
   * Plans.
   *
   * @param request what is to be compared
   * @param minutes about how long it may take; null if nobody says
   * @param tests loads the examples of a seed
   */
  Planned plan(Request request, @Nullable Double minutes, Comparison.Tests tests)
      throws IOException, TrainingFailedException, NoSuchDeviceException {
    Examples test = tests.of(1).get(1);
    Probe probe = new Probe(request, sideBySide);
    probe.requireFit(test);
    DataText.print(messages, DataFacts.of(request.train(), test));
    messages.println("Timing a training …");
    Timing timing = probe.time(test);
    ToDoubleFunction<Setting> seconds = setting -> timing.seconds(request.train(), setting);
    double needed = minutes(ComparisonPlan.leastSeconds(request, seconds));
    double given =
        minutes != null ? minutes : Math.max(MINUTES, Math.min(MOST_MINUTES, needed * 1.05));
    Optional<ComparisonPlan> plan = ComparisonPlan.of(request, seconds, available(given));
    if (plan.isEmpty()) {
      throw Usage.wrong(
          spec,
          String.format(
              Locale.ROOT,
              "2 methods with %d %s each and the model %s take about %.0f minutes, more than %s; give"
                  + " more --minutes, or a smaller --model",
              request.leastSeeds(),
              request.isGiven() ? "seeds" : "divisions",
              request.model().spec().name(),
              Math.ceil(needed),
              given));
    }
    tell(request, plan.get(), given);
    List<Long> seeds = plan.get().plan().models().get(0).seeds();
    Comparison.Baselines baselines =
        Comparison.baselines(request.isGiven() ? List.of(1L) : seeds, tests);
    return new Planned(plan.get(), Comparison.of(given, sideBySide, timing, plan.get(), baselines));
  }

  private double elapsed() {
    return (System.nanoTime() - begun) / 1e9;
  }

  /** Gives the seconds of a thread that trainings may take together. */
  private double available(double minutes) {
    return (60 * minutes - elapsed() - ENDING) * SHARE_OF_TIME * sideBySide;
  }

  /** Gives the minutes in which trainings of so many seconds of a thread can be done. */
  private double minutes(double seconds) {
    return (seconds / sideBySide / SHARE_OF_TIME + ENDING + elapsed()) / 60;
  }

  private void tell(Request request, ComparisonPlan plan, double minutes) {
    ModelPlan model = plan.plan().models().get(0);
    int methods = plan.plan().losses().size();
    messages.printf(
        Locale.ROOT,
        "%d methods × %d %s with the model %s: %d trainings of %d epoch%s, about %.1f s each, %d at a"
            + " time, so that it takes about %.1f of %s minutes.%n",
        methods,
        model.seeds().size(),
        request.isGiven() ? "seeds" : "divisions",
        model.name(),
        methods * model.seeds().size(),
        model.epochs(),
        model.epochs() == 1 ? "" : "s",
        plan.seconds(),
        sideBySide,
        minutes(plan.seconds() * methods * model.seeds().size()),
        minutes == Math.rint(minutes)
            ? Long.toString((long) minutes)
            : String.format(Locale.ROOT, "%.1f", minutes));
    if (!plan.left().isEmpty()) {
      messages.println("No time for: " + String.join(", ", plan.left()) + ".");
    }
  }
}
