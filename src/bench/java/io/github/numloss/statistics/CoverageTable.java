package io.github.numloss.statistics;

import io.github.numloss.io.AtomicFiles;
import io.github.numloss.statistics.MadeUpErrors.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Simulates the coverage of the interval across seeds in many populations.
 *
 * <p>Argument: the CSV file to write. results/coverage/README.md says what its columns are.
 */
public final class CoverageTable {
  private static final String HEADER =
      "scenario,errorRate,seeds,images,measure,simulations,intervals,covered,coverage,meanWidth";
  private static final int SIMULATIONS = 2_000;
  private static final long SEED = 20_261_126;

  private CoverageTable() {}

  private record Population(Scenario scenario, double errorRate, int seeds, int images) {
    /** Simulates it; three seeds too, though the program shows no interval for those. */
    private String rows() {
      return Coverage.of(
              new MadeUpErrors(scenario, errorRate, seeds, images),
              Math.min(seeds, DifferenceInterval.LEAST_SEEDS),
              SIMULATIONS,
              SEED)
          .entrySet()
          .stream()
          .map(entry -> row(entry.getKey(), entry.getValue()))
          .collect(Collectors.joining());
    }

    private String row(ErrorStatistic statistic, Coverage coverage) {
      String population =
          String.join(
              ",",
              scenario.toString().toLowerCase(Locale.ROOT),
              Double.toString(errorRate),
              Integer.toString(seeds),
              Integer.toString(images),
              statistic.toString());
      String found =
          coverage.shown() == 0
              ? ","
              : String.format(Locale.ROOT, "%.4f,%.6f", coverage.share(), coverage.meanWidth());
      return String.format(
          Locale.ROOT,
          "%s,%d,%d,%d,%s\n",
          population,
          coverage.simulations(),
          coverage.shown(),
          coverage.covered(),
          found);
    }
  }

  /**
   * Runs the simulations on all cores.
   *
   * @param args the file
   * @throws IOException if it can't be written
   */
  public static void main(String[] args) throws IOException {
    List<Population> populations = populations();
    AtomicInteger done = new AtomicInteger();
    String rows =
        populations.parallelStream()
            .map(
                population -> {
                  String found = population.rows();
                  System.err.printf("%s%d of %d%n", found, done.incrementAndGet(), populations.size());
                  return found;
                })
            .collect(Collectors.joining());
    byte[] text = (HEADER + "\n" + rows).getBytes(StandardCharsets.UTF_8);
    AtomicFiles.writeFile(Path.of(args[0]), stream -> stream.write(text));
  }

  private static List<Population> populations() {
    List<Population> populations = new ArrayList<>();
    for (Scenario scenario : Scenario.values()) {
      for (int seeds : new int[] {3, 5, 10, 30}) {
        for (double errorRate : new double[] {0.01, 0.05, 0.2, 0.3}) {
          populations.add(new Population(scenario, errorRate, seeds, 200));
        }
        for (double errorRate : new double[] {0.01, 0.3}) {
          populations.add(new Population(scenario, errorRate, seeds, 10_000));
        }
      }
    }
    return populations;
  }
}
