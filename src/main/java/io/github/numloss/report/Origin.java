package io.github.numloss.report;

import io.github.numloss.data.DataNotes;
import io.github.numloss.device.Hardware;
import io.github.numloss.experiment.TrialResult;
import io.github.numloss.provenance.Provenance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What trials were run by and on, without times and folders.
 *
 * @param trials how many were
 * @param program the program and what it was run on
 */
record Origin(int trials, Program program) {
  private static final Comparator<Provenance.DataFile> FILE_ORDER =
      Comparator.comparing(Provenance.DataFile::dataset)
          .thenComparing(Provenance.DataFile::name)
          .thenComparing(Provenance.DataFile::sha256);

  /** What can differ between trials. */
  record Program(
      String version,
      String commit,
      String tensorflow,
      String java,
      String os,
      String cpu,
      Hardware hardware) {
    private static Program of(TrialResult trial) {
      Provenance from = trial.provenance();
      return new Program(
          from.version(),
          from.commit(),
          from.tensorflow(),
          from.java(),
          from.os(),
          from.cpu(),
          trial.config().hardware());
    }
  }

  /** A data file and how many trials read it. */
  record DataFile(int trials, Provenance.DataFile file) {}

  /** Counts the trials of each origin, in the plan's order. */
  static List<Origin> of(Results results) {
    Map<Program, Integer> counts = new LinkedHashMap<>();
    for (TrialResult trial : results.trials().values()) {
      counts.merge(Program.of(trial), 1, Integer::sum);
    }
    List<Origin> origins = new ArrayList<>();
    counts.forEach((program, trials) -> origins.add(new Origin(trials, program)));
    return origins;
  }

  /** What is said of a data set that was learned. */
  record Said(String dataset, DataNotes notes) {}

  /** Gives what is said of data of one's own, once for each data set, in the plan's order. */
  static List<Said> said(Results results) {
    Map<String, Said> said = new LinkedHashMap<>();
    for (TrialResult trial : results.trials().values()) {
      DataNotes notes = trial.data().notes();
      if (notes != null) {
        String name = Labels.ownName(trial.config().dataset());
        said.putIfAbsent(name, new Said(name, notes));
      }
    }
    return List.copyOf(said.values());
  }

  /** Lists the data files by data set and name; a file of two contents is there twice. */
  static List<DataFile> files(Results results) {
    Map<Provenance.DataFile, Integer> counts = new TreeMap<>(FILE_ORDER);
    for (TrialResult trial : results.trials().values()) {
      for (Provenance.DataFile file : Set.copyOf(trial.provenance().files())) {
        counts.merge(file, 1, Integer::sum);
      }
    }
    List<DataFile> files = new ArrayList<>();
    counts.forEach((file, trials) -> files.add(new DataFile(trials, file)));
    return files;
  }
}
