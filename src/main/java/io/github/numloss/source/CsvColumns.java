package io.github.numloss.source;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each column of a table is; -1 stands for a column that is not there.
 *
 * @param names the name of each column
 * @param value the column of what is to be learned
 * @param weight the column of what an example counts
 * @param split the column of words that say what an example is for
 * @param group the column of what examples have in common
 * @param picture the column of the pictures' files
 * @param inputs the columns of features or pixels; none if there are pictures
 * @param size the height, width and channels of the pictures whose pixels the inputs are; null if
 *     they are features, or there are none
 */
record CsvColumns(
    List<String> names,
    int value,
    int weight,
    int split,
    int group,
    int picture,
    int[] inputs,
    @Nullable PixelSize size) {
  /**
   * The size of pictures.
   *
   * @param height rows
   * @param width columns
   * @param channels numbers of each pixel
   */
  record PixelSize(int height, int width, int channels) {}

  CsvColumns {
    names = List.copyOf(names);
  }

  /** Gives the names of the inputs. */
  List<String> inputNames() {
    return Arrays.stream(inputs).mapToObj(names::get).toList();
  }
}
