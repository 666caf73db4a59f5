package io.github.numloss.data;

import io.github.numloss.check.Check;
import io.github.numloss.classes.ClassValues;
import io.github.numloss.provenance.Provenance.DataFile;
import java.util.List;

/**
 * One split of a data set: images, the class of each, and where they came from.
 *
 * @param dataset the data set's name
 * @param split training or test images
 * @param images the images
 * @param labels the class of each image, an unsigned byte below {@code classValues.count()}; not
 *     copied
 * @param classValues the number that each class stands for
 * @param files the files that were read
 */
public record LabeledImages(
    String dataset,
    Split split,
    Images images,
    byte[] labels,
    ClassValues classValues,
    List<SourceFile> files) {

  /** Which part of a data set. */
  public enum Split {
    /** The images to train on. */
    TRAIN,
    /** The images to test on. */
    TEST
  }

  /**
   * A file that was read.
   *
   * @param name its name without folders
   * @param sha256 the SHA-256 of its bytes as stored, in hexadecimal
   */
  public record SourceFile(String name, String sha256) {}

  /**
   * Checks that every image has a class.
   *
   * @throws IllegalArgumentException if there are not as many labels as images, or a label is not a
   *     class
   */
  public LabeledImages {
    Check.that(
        labels.length == images.count(), "%d images, but %d labels", images.count(), labels.length);
    for (int i = 0; i < labels.length; i++) {
      Check.that(
          Byte.toUnsignedInt(labels[i]) < classValues.count(),
          "label %d is %d, beyond the %d classes",
          i,
          Byte.toUnsignedInt(labels[i]),
          classValues.count());
    }
    files = List.copyOf(files);
  }

  /**
   * Gives the files, as a result's provenance names them.
   *
   * @return a file each
   */
  public List<DataFile> sources() {
    return files.stream().map(file -> new DataFile(dataset, file.name(), file.sha256())).toList();
  }

  /**
   * Gives the number of images.
   *
   * @return how many
   */
  public int count() {
    return images.count();
  }

  /**
   * Gives the class of an image.
   *
   * @param index which image
   * @return its class
   */
  public int label(int index) {
    return Byte.toUnsignedInt(labels[index]);
  }

  /**
   * Picks images.
   *
   * @param indices which ones
   * @return copies of them, in that order
   */
  public LabeledImages select(int[] indices) {
    return new LabeledImages(
        dataset, split, images.select(indices), labels(indices), classValues, files);
  }

  /**
   * Picks labels; those of a batch were checked with the others.
   *
   * @param indices of which images
   * @return a copy of their classes, in that order, as unsigned bytes
   */
  public byte[] labels(int[] indices) {
    byte[] picked = new byte[indices.length];
    for (int i = 0; i < indices.length; i++) {
      picked[i] = labels[indices[i]];
    }
    return picked;
  }
}
