package io.github.numloss.experiment;

import io.github.numloss.data.DataOptions;
import io.github.numloss.data.Examples.SourceFile;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.io.DataException;
import io.github.numloss.provenance.Provenance.DataFile;
import io.github.numloss.source.Datasets;
import io.github.numloss.train.TrainConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the data files that trials were run on with those that are there now. Only folders are
 * compared: what is in the catalog is loaded if its content is the known one, and else not at all.
 * Data that is not there is no other data.
 */
final class DataCheck {
  private final Datasets datasets;
  private final Map<Key, Optional<List<SourceFile>>> present = new HashMap<>();

  private record Key(String name, DataOptions options, Split split) {}

  DataCheck(Datasets datasets) {
    this.datasets = datasets;
  }

  /** Says which file of its data is another one than the trial was run on, if there is one. */
  Optional<String> difference(TrialResult result) throws IOException {
    List<DataFile> files = result.provenance().files();
    String train = result.config().dataset();
    String test = result.config().test();
    if (isOwn(train) || isOwn(test)) {
      return differenceOfOwn(result.config(), files);
    }
    int firstOfTest = files.size() - numberOfTestFiles(files, test);
    List<DataFile> ofTraining = files.subList(0, firstOfTest);
    Optional<String> found = difference(ofTraining, List.of(), train, Split.TRAIN);
    return found.isPresent()
        ? found
        : difference(files.subList(firstOfTest, files.size()), ofTraining, test, Split.TEST);
  }

  private boolean isOwn(String name) throws IOException {
    return datasets.catalog().find(name).isEmpty() && datasets.isOwn(name);
  }

  /** Data in other forms is compared as a whole: who reads which file, its form says. */
  private Optional<String> differenceOfOwn(TrainConfig config, List<DataFile> files)
      throws IOException {
    List<DataFile> before = new ArrayList<>(files);
    before.removeIf(file -> datasets.catalog().find(file.dataset()).isPresent());
    List<SourceFile> now = new ArrayList<>();
    for (String name : new LinkedHashSet<>(List.of(config.dataset(), config.test()))) {
      if (datasets.catalog().find(name).isEmpty()) {
        for (Split split : Split.values()) {
          DataOptions options = config.dataOptions();
          Optional<List<SourceFile>> ofSplit =
              present(name, name.equals(config.dataset()) ? options : options.undivided(), split);
          if (ofSplit.isEmpty()) {
            return Optional.empty();
          }
          ofSplit.get().stream().filter(file -> !now.contains(file)).forEach(now::add);
        }
      }
    }
    return difference(before, List.of(), now, config.dataset());
  }

  /** The training files come first; those of the test begin with its images. */
  private int numberOfTestFiles(List<DataFile> files, String test) {
    if (datasets.catalog().find(test).isPresent()) {
      return Math.min(2, files.size());
    }
    for (int i = 0; i < files.size(); i++) {
      if (Datasets.areTestImages(files.get(i).name())) {
        return files.size() - i;
      }
    }
    return 0;
  }

  /** Compares those of a split; one that another split has read too may be among these others. */
  private Optional<String> difference(
      List<DataFile> before, List<DataFile> others, String name, Split split) throws IOException {
    if (datasets.catalog().find(name).isPresent()) {
      return Optional.empty();
    }
    Optional<List<SourceFile>> now = present(name, DataOptions.NONE, split);
    return now.isEmpty() ? Optional.empty() : difference(before, others, now.get(), name);
  }

  private static Optional<String> difference(
      List<DataFile> before, List<DataFile> others, List<SourceFile> now, String name) {
    Map<String, String> hashes = hashes(before);
    Map<String, String> otherHashes = hashes(others);
    for (SourceFile file : now) {
      String own = hashes.remove(file.name());
      String hash = own == null ? otherHashes.get(file.name()) : own;
      if (hash == null) {
        return Optional.of("%s of %s was not there then".formatted(file.name(), name));
      }
      if (!hash.equals(file.sha256())) {
        return Optional.of("%s of %s has changed since".formatted(file.name(), name));
      }
    }
    return hashes.keySet().stream()
        .sorted()
        .findFirst()
        .map(gone -> "%s of %s is no longer there".formatted(gone, name));
  }

  private static Map<String, String> hashes(List<DataFile> files) {
    Map<String, String> hashes = new HashMap<>();
    files.forEach(file -> hashes.put(file.name(), file.sha256()));
    return hashes;
  }

  private Optional<List<SourceFile>> present(String name, DataOptions options, Split split)
      throws IOException {
    Key key = new Key(name, options, split);
    Optional<List<SourceFile>> known = present.get(key);
    if (known == null) {
      known = hashes(key);
      present.put(key, known);
    }
    return known;
  }

  private Optional<List<SourceFile>> hashes(Key key) throws IOException {
    try {
      return Optional.of(datasets.files(key.name(), key.options(), key.split()));
    } catch (DataException e) {
      return Optional.empty();
    }
  }
}
