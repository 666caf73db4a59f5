package io.github.numloss.data;

import io.github.numloss.data.Examples.Split;
import io.github.numloss.picture.Preparation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  default Examples load(String nameOrFolder, Split split) throws IOException {
    return load(nameOrFolder, DataOptions.NONE, 1, split);
  }

  /**
   * Loads one split of a data set.
   *
   * @param nameOrPath a name in the catalog, or a folder or file
   * @param options how data of one's own is read and divided
   * @param seed what a division that the data does not say itself follows from
   * @param split training or test examples
   * @return the examples, their labels and the files that were read
   * @throws io.github.numloss.io.DataException if there is no such data set, it has no such split,
   *     or a file is missing or wrong
   * @throws IOException if a file can't be read
   */
  Examples load(String nameOrPath, DataOptions options, long seed, Split split) throws IOException;

  /**
   * Loads all examples that a model which learned other data can be tested on: those that the data
   * says are for it, or all where it says nothing.
   *
   * @param nameOrPath a name in the catalog, or a folder or file
   * @param options how data of one's own is read
   * @param learned what the model learned, which data of one's own is brought to: columns are found
   *     by the names of its features, missing numbers filled as those of its training were, and
   *     values are of its classes; null if that is not known
   * @return the examples
   * @throws io.github.numloss.io.DataException if there is no such data set, or it is wrong
   * @throws IOException if a file can't be read
   */
  default Examples loadForTest(String nameOrPath, DataOptions options, @Nullable Learned learned)
      throws IOException {
    return load(nameOrPath, options, 1, Split.TEST);
  }

  /**
   * Tells whether a data set says itself which of its examples are to be tested on, so that its
   * splits are the same for every seed.
   *
   * @param nameOrPath a name in the catalog, or a folder or file
   * @param options how data of one's own is read and divided
   * @return whether it does
   * @throws IOException if it can't be read
   */
  default boolean isGiven(String nameOrPath, DataOptions options) throws IOException {
    return true;
  }

  /**
   * Finds the folder of a data set that is not in the catalog.
   *
   * @param nameOrFolder a name in the catalog, or a folder
   * @return the folder, or nothing if it is a name
   * @throws io.github.numloss.io.DataException if it can't be a path
   */
  Optional<Path> findFolder(String nameOrFolder) throws IOException;

  /**
   * Gives what is said of a data set beside its examples.
   *
   * @param nameOrFolder a name in the catalog, or a folder or file
   * @return unit, licence, citation and costs, as far as they are said
   * @throws io.github.numloss.io.DataException if there is no such data set, or its dataset.json is
   *     wrong
   * @throws IOException if a file can't be read
   */
  default DataNotes notes(String nameOrFolder) throws IOException {
    return DataNotes.NONE;
  }

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
