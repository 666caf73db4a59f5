package io.github.numloss.data;

import io.github.numloss.data.LabeledImages.Split;
import java.io.IOException;

/** Where images are taken from by the name of their data set. */
@FunctionalInterface
public interface ImageSource {
  /**
   * Loads one split of a data set.
   *
   * @param nameOrFolder a name in the catalog, or a folder that holds IDX files by MNIST's names
   * @param split training or test images
   * @return the images, their labels and the files that were read
   * @throws io.github.numloss.io.DataException if there is no such data set, it has no such split,
   *     or a file is missing or wrong
   * @throws IOException if a file can't be read
   */
  LabeledImages load(String nameOrFolder, Split split) throws IOException;
}
