package io.github.numloss.experiment;

import io.github.numloss.decode.Predictions;
import io.github.numloss.experiment.Plan.PlannedTrial;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder with a plan and the trials that were run of it.
 *
 * @param folder the folder
 * @param plan the plan in it
 */
public record Experiment(Path folder, Plan plan) {
  private static final String PLAN = "plan.json";
  private static final String TRIALS = "trials";
  private static final String WORK = "running";
  private static final String FAILURES = "failures";

  private static final String SUPERSEDED = "superseded";

  /** All that is read or written in an experiment's folder; whatever else lies there is let be. */
  private static final List<String> OWN =
      List.of(
          PLAN,
          "comparison.json",
          TRIALS,
          WORK,
          FAILURES,
          SUPERSEDED,
          "figures",
          "report.html",
          "summary.json",
          "tables.csv",
          "tables.md");

  /** As deep as files lie below these: trials/trial/file. */
  private static final int LINK_DEPTH = 2;

  private static final List<String> BUILT_IN = List.of("paper", "quickstart");

  /**
   * Opens an experiment. A folder without a plan gets the built-in one of its name, if there is
   * one.
   *
   * @param folder the folder that holds plan.json, or that file
   * @return the experiment
   * @throws DataException if there is no plan, or it is wrong
   * @throws IOException if it can't be read
   */
  public static Experiment open(Path folder) throws IOException {
    Experiment experiment = look(folder);
    Path file = experiment.folder().resolve(PLAN);
    if (!Files.exists(file)) {
      Json.write(file, experiment.plan());
    }
    return experiment;
  }

  /**
   * Opens an experiment, and writes nothing.
   *
   * @param path the folder that holds plan.json, or that file
   * @return the experiment; its folder may not be there, where its plan is a built-in one
   * @throws DataException if there is no plan, or it is wrong
   * @throws IOException if it can't be read
   */
  public static Experiment look(Path path) throws IOException {
    Path folder = path;
    if (path.endsWith(PLAN) && !Files.isDirectory(path)) {
      folder = path.getParent() == null ? Path.of(".") : path.getParent();
    }
    Path file = folder.resolve(PLAN);
    boolean isPlanned = Files.exists(file);
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    if (!isPlanned && !BUILT_IN.contains(name)) {
      throw new DataException(
          file,
          "there is no such file; write a plan there, or name a folder paper or quickstart for a"
              + " built-in one");
    }
    requireNoLinkOut(folder);
    return new Experiment(
        folder,
        isPlanned
            ? Json.read(file, Plan.class)
            : Json.readResource(Plan.class, name + "-plan.json", Plan.class));
  }

  /** Keeps an experiment that somebody else made from having files written or read elsewhere. */
  private static void requireNoLinkOut(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Path real = folder.toRealPath();
    for (String name : OWN) {
      Path own = real.resolve(name);
      if (Files.exists(own, LinkOption.NOFOLLOW_LINKS)) {
        for (Path link : links(own)) {
          if (!Files.exists(link) || !link.toRealPath().startsWith(real)) {
            throw new DataException(
                link, "it is a link to a place outside of the experiment's folder; remove it");
          }
        }
      }
    }
  }

  private static List<Path> links(Path own) throws IOException {
    try (Stream<Path> found =
        Files.find(own, LINK_DEPTH, (path, attributes) -> attributes.isSymbolicLink())) {
      return found.toList();
    }
  }

  /**
   * Gives the folder of a trial.
   *
   * @param trial the trial
   * @return the folder, which may not be there yet
   */
  public Path folder(PlannedTrial trial) {
    return folder.resolve(TRIALS).resolve(trial.name());
  }

  /**
   * Gives the folder of what has to do with running only: the lock, and the checkpoints of the
   * trials that are under way.
   *
   * @return the folder, which is there only while it is needed
   */
  public Path workFolder() {
    return folder.resolve(WORK);
  }

  /**
   * Gives the file that says why a trial failed.
   *
   * @param trial the trial
   * @return the file, which is there only if it did
   */
  public Path failureFile(PlannedTrial trial) {
    return folder.resolve(FAILURES).resolve(trial.name() + ".json");
  }

  /**
   * Reads why a trial failed.
   *
   * @param trial the trial
   * @return the reason, or nothing if it did not
   * @throws DataException if the file is damaged
   * @throws IOException if it can't be read
   */
  Optional<TrialFailure> failure(PlannedTrial trial) throws IOException {
    Path file = failureFile(trial);
    return Files.exists(file) ? Optional.of(Json.read(file, TrialFailure.class)) : Optional.empty();
  }

  /** Keeps why a trial failed. */
  void fail(PlannedTrial trial, TrialFailure failure) throws IOException {
    Json.write(failureFile(trial), failure);
  }

  /**
   * Forgets that a trial failed, so that it counts as missing.
   *
   * @param trial the trial
   * @throws IOException if the file can't be deleted
   */
  public void forgive(PlannedTrial trial) throws IOException {
    Files.deleteIfExists(failureFile(trial));
  }

  /**
   * Reads the result of a trial that was run.
   *
   * @param trial the trial
   * @return its result
   * @throws IOException if it can't be read
   */
  public TrialResult result(PlannedTrial trial) throws IOException {
    return Trial.readResult(folder(trial));
  }

  /**
   * Reads the errors of a trial that was run, if they were kept.
   *
   * @param trial the trial
   * @param result its result
   * @return the absolute error of each test image, decoded by argmax, or nothing if there is no
   *     such file
   * @throws DataException if the file is damaged, or has not one number a test image
   * @throws IOException if it can't be read
   */
  public Optional<float[]> absoluteErrors(PlannedTrial trial, TrialResult result)
      throws IOException {
    return Trial.findAbsoluteErrors(folder(trial), result.data().testImages());
  }

  /**
   * Reads the predictions of a trial that was run, if they were kept.
   *
   * @param trial the trial
   * @return the test images' probabilities, or nothing if there is no such file
   * @throws DataException if the file is damaged
   * @throws IOException if it can't be read
   */
  public Optional<Predictions> predictions(PlannedTrial trial) throws IOException {
    return Trial.readPredictions(folder(trial));
  }

  /**
   * Moves the folder of a trial that does not count out of the way, to the folder "superseded".
   *
   * @param trial the trial
   * @return where it is now
   * @throws IOException if it can't be moved
   */
  public Path setAside(PlannedTrial trial) throws IOException {
    Path superseded = Files.createDirectories(folder.resolve(SUPERSEDED));
    Path target = superseded.resolve(trial.name());
    for (int number = 2; Files.exists(target); number++) {
      target = superseded.resolve(trial.name() + "-" + number);
    }
    return Files.move(folder(trial), target);
  }
}
