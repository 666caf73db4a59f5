package io.github.numloss.cli;

import io.github.numloss.experiment.Experiment;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.experiment.Standing.State;
import io.github.numloss.experiment.Standings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells of the trials of an experiment that failed or are damaged. */
final class ExperimentFaults {
  private ExperimentFaults() {}

  /** Tells of each, and what to do; gives the exit code that follows. */
  static int tell(Experiment experiment, Standings standings, PrintWriter err) {
    List<String> counts = new ArrayList<>();
    for (State state : State.values()) {
      List<PlannedTrial> trials = state.isFault() ? standings.in(state) : List.of();
      for (PlannedTrial trial : trials) {
        err.printf(
            "numloss: %s %s: %s.%n", trial.name(), said(state), standings.of(trial).reason());
      }
      if (!trials.isEmpty()) {
        counts.add(trials.size() + " " + state);
      }
    }
    if (counts.isEmpty()) {
      return ExitCode.DONE;
    }
    err.printf(
        Locale.ROOT,
        "numloss: of %d trials, %s; mend what is said above, and add --retry-failed to run such trials"
            + " again.%n",
        experiment.plan().trials().size(),
        String.join(" and ", counts));
    return ExitCode.FAILED;
  }

  private static String said(State state) {
    return state == State.FAILED ? "failed" : "is damaged";
  }
}
