package io.github.numloss.data;

import io.github.numloss.data.Examples.Split;
import io.github.numloss.picture.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where images are taken from by the name of their data set. */
public interface ExampleSource {
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
  Examples load(String nameOrFolder, Split split) throws IOException;

  /**
   * Finds the folder of a data set that is not in the catalog.
   *
   * @param nameOrFolder a name in the catalog, or a folder
   * @return the folder, or nothing if it is a name
   * @throws io.github.numloss.io.DataException if it can't be a path
   */
  Optional<Path> findFolder(String nameOrFolder) throws IOException;

  /**
   * Tells how the images of a data set were made.
   *
   * @param nameOrFolder a name in the catalog, or a folder
   * @return what the catalog says, or the folder's dataset.json
   * @throws io.github.numloss.io.DataException if there is no such data set, or its dataset.json is
   *     wrong
   * @throws IOException if a file can't be read
   */
  Preparation preparation(String nameOrFolder) throws IOException;
}
