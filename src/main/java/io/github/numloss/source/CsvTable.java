package io.github.numloss.source;

import org.jspecify.annotations.Nullable;

/**
 * What a table holds, a row an example.
 *
 * @param columns what each column is
 * @param lines the line that each row ended in
 * @param targets the number to be learned; 0 where there is none
 * @param weights what each counts, if the table says so
 * @param parts what each is for, if the table says so
 * @param groups what each has in common with others, if the table says so
 * @param pictures the file of each, as it is written, or null
 * @param features the features [N, D], not-a-number where one is missing; null if there are none
 * @param pixels the unsigned bytes [N, H, W, C] of pictures; null if there are none
 */
record CsvTable(
    CsvColumns columns,
    int[] lines,
    double[] targets,
    float @Nullable [] weights,
    Part @Nullable [] parts,
    String @Nullable [] groups,
    String @Nullable [] pictures,
    float @Nullable [] features,
    byte @Nullable [] pixels) {
  /** Gives the number of rows. */
  int count() {
    return targets.length;
  }
}
