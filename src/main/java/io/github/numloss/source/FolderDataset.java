package io.github.numloss.source;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.picture.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user's own data set: a folder with IDX files by MNIST's names, each with or without .gz. */
final class FolderDataset {
  private static final String DESCRIPTION = Description.FILE;

  private final Path folder;

  FolderDataset(Path folder) {
    this.folder = folder;
  }

  /** Tells by the names of its files whether a folder is one. */
  static boolean accepts(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    for (IdxRole role : IdxRole.values()) {
      if (Files.exists(folder.resolve(role.mnistName()))
          || Files.exists(folder.resolve(role.mnistName() + ".gz"))) {
        return true;
      }
    }
    return false;
  }

  Examples load(Split split) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          folder,
          "there is no such folder or file; check its path, or take a name that 'numloss data list'"
              + " has");
    }
    StoredFile images = read(IdxRole.images(split));
    StoredFile labels = read(IdxRole.labels(split));
    List<StoredFile> files = new ArrayList<>(List.of(images, labels));
    Path described = folder.resolve(DESCRIPTION);
    Description description = null;
    if (Files.exists(described)) {
      StoredFile file = StoredFile.read(described, Json.MOST_BYTES);
      files.add(file);
      description = description(file);
    }
    StoredFile training = labels;
    if (split == Split.TEST && (description == null || description.classValues() == null)) {
      training = trainingLabels(described);
      files.add(training);
    }
    String name =
        description == null || description.name() == null ? folderName() : description.name();
    return Assembly.assemble(
        name, split, images, labels, labelling(description, training, name), files);
  }

  /** Says whether there is a file of images of a split. */
  boolean has(Split split) {
    String name = IdxRole.images(split).mnistName();
    return Files.exists(folder.resolve(name)) || Files.exists(folder.resolve(name + ".gz"));
  }

  private static Labelling labelling(
      @Nullable Description description, StoredFile training, String name) throws IOException {
    if (description == null) {
      return Labelling.counted(training, name);
    }
    ClassValues values = description.classValues();
    return values == null
        ? Labelling.values(training)
        : new Labelling(values, description.hasValuesAsLabels());
  }

  private String folderName() {
    Path name = folder.toAbsolutePath().normalize().getFileName();
    return name == null ? "root" : name.toString();
  }

  /** Gives the files that a split is loaded from, in that order. */
  List<Path> files(Split split) throws IOException {
    List<Path> files = new ArrayList<>();
    files.add(find(IdxRole.images(split)));
    files.add(find(IdxRole.labels(split)));
    Path described = folder.resolve(DESCRIPTION);
    boolean isDescribed = Files.exists(described);
    if (isDescribed) {
      files.add(described);
    }
    if (split == Split.TEST
        && (!isDescribed
            || description(StoredFile.read(described, Json.MOST_BYTES)).classValues() == null)) {
      files.add(find(IdxRole.TRAIN_LABELS));
    }
    return files;
  }

  /** Tells how the images were made: as dataset.json says, or nothing is known. */
  Preparation preparation() throws IOException {
    Path described = folder.resolve(DESCRIPTION);
    if (!Files.exists(described)) {
      return Preparation.AS_IT_IS;
    }
    Preparation said = description(StoredFile.read(described, Json.MOST_BYTES)).preparation();
    return said == null ? Preparation.AS_IT_IS : said;
  }

  private static Description description(StoredFile file) throws DataException {
    Description description = Description.of(file);
    if (description.classValues() == null && !description.hasValuesAsLabels()) {
      throw new DataException(
          file.path(),
          "at $.classValues: it is missing or null; give the number that each class stands for, or"
              + " \"labels\": \"values\" if labels are these numbers");
    }
    return description;
  }

  private StoredFile trainingLabels(Path described) throws IOException {
    try {
      return read(IdxRole.TRAIN_LABELS);
    } catch (DataException e) {
      throw new DataException(
          described,
          (Files.exists(described)
                  ? "it has no classValues, and there are no training labels to take them from; give"
                  : "there is no such file, and no training labels to count the classes by; write one"
                      + " with")
              + " {\"schemaVersion\": 1, \"name\": ..., \"classValues\": [...]}",
          e);
    }
  }

  private StoredFile read(IdxRole role) throws IOException {
    return StoredFile.open(find(role));
  }

  private Path find(IdxRole role) throws DataException {
    Path plain = folder.resolve(role.mnistName());
    Path gzip = folder.resolve(role.mnistName() + ".gz");
    if (Files.exists(gzip)) {
      if (Files.exists(plain)) {
        throw new DataException(
            plain, "it is there with .gz and without; remove the one that is not wanted");
      }
      return gzip;
    }
    if (!Files.exists(plain)) {
      throw new DataException(
          gzip, "there is no such file, nor one without .gz; a folder's files have MNIST's names");
    }
    return plain;
  }
}
