package io.github.numloss.statistics;

import io.github.numloss.io.AtomicFiles;
import io.github.numloss.statistics.MadeUpErrors.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Simulates the coverage of the interval across seeds in many populations.
 *
 * <p>Arguments: the CSV file to write, then the numbers of images of a sample. What is there
 * already is not simulated again. results/coverage/README.md says what the columns are.
 */
public final class CoverageTable {
  private static final String HEADER =
      "scenario,errorRate,seeds,images,measure,simulations,intervals,covered,coverage,meanWidth";
  private static final long SEED = 20_261_126;

  private CoverageTable() {}

  private record Population(Scenario scenario, double errorRate, int seeds, int images) {
    private String key() {
      return String.join(
          ",",
          scenario.toString().toLowerCase(Locale.ROOT),
          Double.toString(errorRate),
          Integer.toString(seeds),
          Integer.toString(images));
    }

    /** Simulates it; three seeds too, though the program shows no interval for those. */
    private List<String> rows() {
      MadeUpErrors errors = new MadeUpErrors(scenario, errorRate, seeds, images);
      int leastSeeds = Math.min(seeds, DifferenceInterval.LEAST_SEEDS);
      int simulations = images <= 1000 || seeds == 5 ? 10_000 : 2_000;
      return Coverage.of(errors, leastSeeds, simulations, SEED).entrySet().stream()
          .map(entry -> key() + "," + entry.getKey() + "," + row(entry.getValue()))
          .toList();
    }

    private static String row(Coverage coverage) {
      return String.format(
              Locale.ROOT,
              "%d,%d,%d,",
              coverage.simulations(),
              coverage.shown(),
              coverage.covered())
          + (coverage.shown() == 0
              ? ","
              : String.format(Locale.ROOT, "%.4f,%.6f", coverage.share(), coverage.meanWidth()));
    }
  }

  /**
   * Runs the simulations that are missing, the short ones first, and adds each to the file.
   *
   * @param args the file and the numbers of images
   * @throws IOException if it can't be read or written
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    List<String> rows = new ArrayList<>();
    if (Files.exists(file)) {
      rows.addAll(Files.readAllLines(file));
      rows.remove(HEADER);
    }
    List<String> kept = List.copyOf(rows);
    List<Population> missing = new ArrayList<>();
    for (String images : List.of(args).subList(1, args.length)) {
      missing.addAll(populations(Integer.parseInt(images)));
    }
    missing.removeIf(
        population -> kept.stream().anyMatch(row -> row.startsWith(population.key() + ",")));
    missing.sort(Comparator.comparing(Population::seeds));
    for (Population population : missing) {
      rows.addAll(population.rows());
      String text = rows.stream().sorted().map(row -> row + "\n").collect(Collectors.joining());
      byte[] bytes = (HEADER + "\n" + text).getBytes(StandardCharsets.UTF_8);
      AtomicFiles.writeFile(file, stream -> stream.write(bytes));
    }
  }

  private static List<Population> populations(int images) {
    List<Population> populations = new ArrayList<>();
    for (Scenario scenario : Scenario.values()) {
      for (int seeds : new int[] {3, 5, 10, 30}) {
        for (double errorRate : new double[] {0.01, 0.05, 0.2, 0.3}) {
          // Of many images, the two ends are enough.
          if (images <= 1000 || errorRate < 0.05 || errorRate > 0.2) {
            populations.add(new Population(scenario, errorRate, seeds, images));
          }
        }
      }
    }
    return populations;
  }
}
