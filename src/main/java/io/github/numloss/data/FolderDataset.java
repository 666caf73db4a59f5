package io.github.numloss.data;

import io.github.numloss.data.LabeledImages.Split;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A user's own data set: a folder with IDX files by MNIST's names, each with or without .gz. */
final class FolderDataset {
  private static final String DESCRIPTION = "dataset.json";
  private static final int DESCRIPTION_BYTES = 1 << 20;

  private final Path folder;

  FolderDataset(Path folder) {
    this.folder = folder;
  }

  /** What dataset.json holds. */
  private record Description(int schemaVersion, String name, ClassValues classValues) {}

  LabeledImages load(Split split) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new DataException(
          folder, "there is no such folder, expected one that holds IDX files by MNIST's names");
    }
    StoredFile images = read(IdxRole.images(split));
    StoredFile labels = read(IdxRole.labels(split));
    List<StoredFile> files = new ArrayList<>(List.of(images, labels));
    Path described = folder.resolve(DESCRIPTION);
    if (Files.exists(described)) {
      Description description = description(described);
      files.add(StoredFile.read(described, DESCRIPTION_BYTES));
      return Assembly.assemble(
          description.name(), split, images, labels, description.classValues(), files);
    }
    StoredFile training = labels;
    if (split == Split.TEST) {
      training = trainingLabels(described);
      files.add(training);
    }
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    return Assembly.assemble(name, split, images, labels, classesOf(training), files);
  }

  private static Description description(Path file) throws IOException {
    Description description = Json.read(file, Description.class);
    if (description.schemaVersion() != 1) {
      throw new DataException(
          file, "schemaVersion is %d, expected 1".formatted(description.schemaVersion()));
    }
    if (description.name() == null || description.name().isBlank()) {
      throw new DataException(file, "it has no name, expected a field \"name\" with a text");
    }
    if (description.classValues() == null) {
      throw new DataException(
          file, "it has no classValues, expected a list with one number for each class");
    }
    return description;
  }

  private StoredFile trainingLabels(Path described) throws IOException {
    try {
      return read(IdxRole.TRAIN_LABELS);
    } catch (DataException e) {
      throw new DataException(
          described,
          "there is no such file, and no training labels to count the classes by; write one with"
              + " {\"schemaVersion\": 1, \"name\": ..., \"classValues\": [...]}",
          e);
    }
  }

  private static ClassValues classesOf(StoredFile labels) throws IOException {
    int greatest = 0;
    for (byte label : Idx.labels(labels)) {
      greatest = Math.max(greatest, Byte.toUnsignedInt(label));
    }
    if (greatest == 0) {
      throw new DataException(
          labels.path(),
          "every label is 0, expected at least 2 classes; put the numbers that they stand for into "
              + DESCRIPTION);
    }
    return ClassValues.range(greatest + 1);
  }

  private StoredFile read(IdxRole role) throws IOException {
    Path plain = folder.resolve(role.mnistName());
    Path gzip = folder.resolve(role.mnistName() + ".gz");
    if (Files.exists(gzip)) {
      if (Files.exists(plain)) {
        throw new DataException(
            plain, "it is there with .gz and without; remove the one that is not wanted");
      }
      return StoredFile.read(gzip, StoredFile.MOST_BYTES);
    }
    if (!Files.exists(plain)) {
      throw new DataException(
          gzip, "there is no such file, nor one without .gz; a folder's files have MNIST's names");
    }
    return StoredFile.read(plain, StoredFile.MOST_BYTES);
  }
}
