package io.github.numloss.predict;

import io.github.numloss.data.Inputs;
import io.github.numloss.decode.Predictions;
import io.github.numloss.device.Hardware;
import io.github.numloss.io.AtomicFiles;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.provenance.Provenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Exports trained networks as SavedModels: NAME/VERSION/saved_model.pb, as servers read them. */
public final class SavedModels {
  /** The largest difference of a probability between the trial's and the written model's. */
  private static final double TOLERANCE = 1e-5;

  private SavedModels() {}

  /**
   * Exports a classifier under the next free version number. The model appears whole or not at all;
   * before it does, it is loaded again and must give test images the probabilities that were kept.
   *
   * @param model the classifier
   * @param testExamples its test examples, or the first of them
   * @param modelFolder the folder of all versions, made if need be
   * @return the version's folder
   * @throws DataException if the weights are not those of the classifier, or the written model
   *     predicts otherwise than it did
   * @throws IOException if it can't be written
   */
  public static Path export(TrainedModel model, Inputs testExamples, Path modelFolder)
      throws IOException {
    requireSize(model.info(), testExamples);
    while (true) {
      Path version = modelFolder.resolve(Integer.toString(newestVersion(modelFolder) + 1));
      try {
        AtomicFiles.writeFolder(version, folder -> write(model, testExamples, version, folder));
        return version;
      } catch (FileAlreadyExistsException e) {
        if (!e.getFile().equals(version.toString())) {
          throw e;
        }
        // Somebody else took this number meanwhile.
      }
    }
  }

  /**
   * Tells whether the classifier of a training was exported already.
   *
   * @param provenance where the training's result comes from
   * @param modelFolder the folder of all versions, which may not be there
   * @return whether one of them is of this very run
   * @throws IOException if it can't be read
   */
  public static boolean isExported(Provenance provenance, Path modelFolder) throws IOException {
    if (!Files.exists(modelFolder)) {
      return false;
    }
    List<Path> infos;
    try (Stream<Path> inside = Files.list(modelFolder)) {
      infos = inside.map(SavedModels::infoFile).filter(Files::exists).toList();
    }
    for (Path info : infos) {
      if (Json.read(info, ModelInfo.class).provenance().equals(provenance)) {
        return true;
      }
    }
    return false;
  }

  private static void write(TrainedModel model, Inputs testExamples, Path version, Path folder)
      throws IOException {
    ModelInfo info = model.info();
    try {
      Frozen frozen = model.frozen();
      GraphFile.write(
          ServingGraph.of(
              model.classifier(),
              model.weights(),
              info.input(),
              frozen == null ? null : frozen.open(Hardware.cpu().sessionConfig())),
          folder);
    } catch (IllegalArgumentException e) {
      throw notExported("the weights do not fit the network", e);
    }
    Json.write(infoFile(folder), info.writtenIn(version));
    AtomicFiles.writeFile(
        infoFile(folder).resolveSibling("README.md"),
        stream -> stream.write(ModelCard.of(info).getBytes(StandardCharsets.UTF_8)));
    try (LoadedModel loaded = LoadedModel.open(folder, Hardware.cpu().sessionConfig())) {
      requireSame(model.predictions(), loaded.predict(testExamples));
    } catch (IllegalArgumentException e) {
      throw notExported("with these weights the network gives no probabilities", e);
    }
  }

  private static DataException notExported(String problem, IllegalArgumentException e) {
    return new DataException(
        "%s (%s); nothing was exported, train again".formatted(problem, e.getMessage()));
  }

  private static void requireSize(ModelInfo data, Inputs testExamples) throws DataException {
    if (!data.input().equals(testExamples.shape())) {
      throw new DataException(
          "the trial learned %s, but its test set now has %s; get the data of then again"
              .formatted(data.input().named(), testExamples.shape().named()));
    }
  }

  private static void requireSame(Predictions expected, Predictions found) throws DataException {
    if (!isWhole(expected.count(), found.count()) || expected.classes() != found.classes()) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "the trial kept predictions of %d images and %d classes, but its test set and its network"
                  + " give %d and %d; nothing was exported",
              expected.count(),
              expected.classes(),
              found.count(),
              found.classes()));
    }
    for (int image = 0; image < found.count(); image++) {
      for (int k = 0; k < expected.classes(); k++) {
        if (Math.abs(expected.at(image, k) - found.at(image, k)) > TOLERANCE) {
          throw new DataException(
              String.format(
                  Locale.ROOT,
                  "the exported model gives image %d class %d with probability %s, but the trial gave"
                      + " it %s; nothing was exported, train again",
                  image,
                  k,
                  found.at(image, k),
                  expected.at(image, k)));
        }
      }
    }
  }

  /** All test images, or as many as a trial keeps. */
  private static boolean isWhole(int predicted, int images) {
    return images == predicted || images == Math.min(TrainedModel.IMAGES_KEPT, predicted);
  }

  private static int newestVersion(Path modelFolder) throws IOException {
    if (!Files.exists(modelFolder)) {
      return 0;
    }
    try (Stream<Path> inside = Files.list(modelFolder)) {
      return inside.mapToInt(SavedModels::version).max().orElse(0);
    }
  }

  /** Gives the number that a version's folder is named by; 0 for other names. */
  static int version(Path folder) {
    String name = folder.getFileName().toString();
    return name.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(name) : 0;
  }

  static Path infoFile(Path versionFolder) {
    return versionFolder.resolve("assets.extra").resolve("model.json");
  }
}
