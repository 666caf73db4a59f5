package io.github.numloss.source;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.DataNotes;
import io.github.numloss.data.DataOptions;
import io.github.numloss.data.ExampleSource;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.SourceFile;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Learned;
import io.github.numloss.io.DataException;
import io.github.numloss.io.SavedPath;
import io.github.numloss.picture.Preparation;
import java.io.File;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The data sets below one directory, and folders of IDX files elsewhere. */
public final class Datasets implements ExampleSource {
  private final Path directory;
  private final Catalog catalog;
  private final Path base;
  private final FileHashes hashes = new FileHashes();
  private final Map<Opened, SoftReference<OwnData>> opened = new HashMap<>();

  private record Opened(Path data, DataOptions options, @Nullable Learned learned) {}

  /**
   * Takes the directory that holds a folder for each data set.
   *
   * @param directory the directory; it need not exist
   */
  public Datasets(Path directory) {
    this(directory, Catalog.builtIn());
  }

  /**
   * Takes relative paths of folders from another place than the working directory.
   *
   * @param base the folder that they are relative to
   * @return the same data sets
   */
  public Datasets relativeTo(Path base) {
    return new Datasets(directory, catalog, base);
  }

  Datasets(Path directory, Catalog catalog) {
    this(directory, catalog, Path.of(""));
  }

  private Datasets(Path directory, Catalog catalog, Path base) {
    this.directory = directory;
    this.catalog = catalog;
    this.base = base;
  }

  /**
   * How a file of a data set compares with the catalog.
   *
   * @param file where it should be
   * @param state what was found there
   */
  public record FileState(Path file, CatalogFile.State state) {}

  /**
   * Gives the data sets that are known by name.
   *
   * @return the catalog
   */
  public Catalog catalog() {
    return catalog;
  }

  /**
   * Says whether all files of a data set are there, without reading them.
   *
   * @param entry a data set of the catalog
   * @return whether they are
   */
  public boolean isPresent(CatalogEntry entry) {
    return entry.files().stream().allMatch(file -> Files.exists(path(entry, file)));
  }

  /**
   * Compares each file of a data set with the catalog.
   *
   * @param name a name in the catalog
   * @return the state of each file
   * @throws DataException if there is no such data set
   * @throws IOException if a file can't be read
   */
  public List<FileState> verify(String name) throws IOException {
    CatalogEntry entry = catalog.get(name);
    List<FileState> states = new ArrayList<>();
    for (CatalogFile file : entry.files()) {
      Path path = path(entry, file);
      states.add(new FileState(path, file.state(path)));
    }
    return states;
  }

  @Override
  public Examples load(String nameOrPath, DataOptions options, long seed, Split split)
      throws IOException {
    Path data = isFolder(nameOrPath) ? folder(nameOrPath) : null;
    if (data != null && isOwn(data)) {
      return own(data, options, null).load(split, seed);
    }
    requireNone(nameOrPath, options);
    return loadAsItIs(nameOrPath, split);
  }

  private static void requireNone(String nameOrPath, DataOptions options) throws DataException {
    if (!options.equals(DataOptions.NONE)) {
      throw new DataException(
          "%s has MNIST's four files, which say themselves what to test on and how to be read; leave"
                  .formatted(nameOrPath)
              + " out what is asked for of its data, such as folds or bins");
    }
  }

  /**
   * Writes a data set in another form.
   *
   * @param nameOrPath a name in the catalog, or a folder or file
   * @param options how it is read; what else is said of it is kept
   * @param form the other form
   * @param out where it shall be
   * @return how much was written, and what could not be kept
   * @throws DataException if it is wrong, or the form can't hold such data
   * @throws java.nio.file.FileAlreadyExistsException if something is there already
   * @throws IOException if it can't be read or written; then nothing is left
   */
  public Conversion convert(String nameOrPath, DataOptions options, DataForm form, Path out)
      throws IOException {
    Path data = isFolder(nameOrPath) ? folder(nameOrPath) : null;
    if (data != null && isOwn(data)) {
      return Conversion.of(data, OwnData.toConvert(data, options), form, out);
    }
    requireNone(nameOrPath, options);
    Set<Part> parts = EnumSet.noneOf(Part.class);
    for (Split split : Split.values()) {
      if (data == null
          ? catalog.get(nameOrPath).has(split)
          : folderDataset(nameOrPath).has(split)) {
        parts.add(Part.of(split));
      }
    }
    Split first = parts.contains(Part.TEST) && parts.size() == 1 ? Split.TEST : Split.TRAIN;
    ClassValues values = loadAsItIs(nameOrPath, first).classValues();
    Description said =
        data == null ? Description.of(catalog.get(nameOrPath)) : Description.of(data);
    DataToConvert counted =
        new DataToConvert(
            Path.of(nameOrPath),
            said.counting(values),
            parts,
            part -> RawExamples.of(loadAsItIs(nameOrPath, part.split())));
    return Conversion.of(Path.of(nameOrPath), counted, form, out);
  }

  /** Loads a data set of the catalog, or a folder of files by MNIST's names. */
  private Examples loadAsItIs(String nameOrFolder, Split split) throws IOException {
    return isFolder(nameOrFolder)
        ? folderDataset(nameOrFolder).load(split)
        : load(catalog.get(nameOrFolder), split);
  }

  @Override
  public Examples loadForTest(String nameOrPath, DataOptions options, @Nullable Learned learned)
      throws IOException {
    Path data = isFolder(nameOrPath) ? folder(nameOrPath) : null;
    return data != null && isOwn(data)
        ? own(data, options.undivided(), learned).forTest()
        : loadAsItIs(nameOrPath, Split.TEST);
  }

  @Override
  public boolean isGiven(String nameOrPath, DataOptions options) throws IOException {
    Path data = isFolder(nameOrPath) ? folder(nameOrPath) : null;
    return data == null || !isOwn(data) || own(data, options, null).isGiven();
  }

  /**
   * Tells data in any other form from a folder of IDX files by MNIST's names.
   *
   * @param nameOrPath a name in the catalog, or a folder or file
   * @return whether it is there, in another form
   * @throws IOException if it can't be read
   */
  public boolean isOwn(String nameOrPath) throws IOException {
    return isFolder(nameOrPath) && isOwn(folder(nameOrPath));
  }

  /** Tells data in any form from a folder of IDX files by MNIST's names. */
  private static boolean isOwn(Path data) throws IOException {
    return Files.exists(data) && !FolderDataset.accepts(data);
  }

  private OwnData own(Path data, DataOptions options, @Nullable Learned learned)
      throws IOException {
    synchronized (opened) {
      Opened key = new Opened(data, options, learned);
      SoftReference<OwnData> before = opened.get(key);
      OwnData found = before == null ? null : before.get();
      if (found == null) {
        found = OwnData.open(data, options, learned);
        opened.put(key, new SoftReference<>(found));
      }
      return found;
    }
  }

  @Override
  public DataNotes notes(String nameOrPath) throws IOException {
    return isFolder(nameOrPath)
        ? Description.of(folder(nameOrPath)).notes()
        : catalog.get(nameOrPath).notes();
  }

  @Override
  public Preparation preparation(String nameOrFolder) throws IOException {
    if (!isFolder(nameOrFolder)) {
      return catalog.get(nameOrFolder).preparation();
    }
    Path data = folder(nameOrFolder);
    return isOwn(data)
        ? Description.preparationOf(data)
        : folderDataset(nameOrFolder).preparation();
  }

  /**
   * Makes metadata of a data set, in the format Croissant.
   *
   * @param nameOrPath a name in the catalog, or a folder or file
   * @param options how it is read
   * @param file where the metadata will be written
   * @param name the data set's name
   * @param text what it is, for people
   * @return the metadata
   * @throws DataException if the data is wrong
   * @throws IOException if it can't be read
   */
  public Croissant croissant(
      String nameOrPath, DataOptions options, Path file, String name, String text)
      throws IOException {
    if (!isFolder(nameOrPath)) {
      CatalogEntry entry = catalog.get(nameOrPath);
      Croissant made = new Croissant(file, name, text, Description.of(entry));
      made.putHomepage(entry.homepage());
      for (Split split : Split.values()) {
        if (entry.has(split)) {
          made.addIdx(
              Part.of(split),
              path(entry, entry.file(IdxRole.images(split)).orElseThrow()),
              path(entry, entry.file(IdxRole.labels(split)).orElseThrow()));
        }
      }
      return made;
    }
    Path data = folder(nameOrPath);
    Description said = Description.of(data).with(options);
    Croissant made = new Croissant(file, name, text, said);
    if (isOwn(data)) {
      Formats.of(data).open(data, said, null).describe(made);
    } else {
      for (Split split : Split.values()) {
        if (folderDataset(nameOrPath).has(split)) {
          List<Path> files = folderDataset(nameOrPath).files(split);
          made.addIdx(Part.of(split), files.get(0), files.get(1));
        }
      }
    }
    if (Files.exists(Description.file(data))) {
      made.addFile(Description.file(data), "application/json");
    }
    return made;
  }

  /**
   * Gives the files that a split of data of one's own would be loaded from, without loading them.
   * Each is hashed once.
   *
   * @param nameOrPath a folder or file
   * @param options how it is read and divided
   * @param split training or test examples
   * @return the files, as they would be found in the examples
   * @throws DataException if one is missing
   * @throws IOException if one can't be read
   */
  public List<SourceFile> files(String nameOrPath, DataOptions options, Split split)
      throws IOException {
    Path data = folder(nameOrPath);
    if (isOwn(data)) {
      // What is there now, not what was read before.
      return OwnData.open(data, options, null).files(split, hashes);
    }
    List<SourceFile> files = new ArrayList<>();
    for (Path file : folderDataset(nameOrPath).files(split)) {
      files.add(new SourceFile(file.getFileName().toString(), hashes.sha256(file)));
    }
    return files;
  }

  /**
   * Says whether a file of a folder's images is that of the test images.
   *
   * @param name the file's name
   * @return whether it is MNIST's name for them, with or without .gz
   */
  public static boolean areTestImages(String name) {
    return name.replaceFirst("[.]gz$", "").equals(IdxRole.TEST_IMAGES.mnistName());
  }

  private boolean isFolder(String nameOrFolder) throws DataException {
    return catalog.find(nameOrFolder).isEmpty()
        && (nameOrFolder.contains("/")
            || nameOrFolder.contains(File.separator)
            || Files.exists(folder(nameOrFolder))
            || Files.isDirectory(Path.of(nameOrFolder)));
  }

  private FolderDataset folderDataset(String name) throws DataException {
    Path folder = folder(name);
    if (!Files.isDirectory(folder) && Files.isDirectory(Path.of(name))) {
      throw new DataException(
          folder,
          "there is no such folder; a plan's relative paths are taken from the plan's own folder, so"
              + " for the one in the working directory write "
              + SavedPath.relative(base, Path.of(name)));
    }
    return new FolderDataset(folder);
  }

  @Override
  public Optional<Path> findFolder(String nameOrFolder) throws DataException {
    return isFolder(nameOrFolder) ? Optional.of(folder(nameOrFolder)) : Optional.empty();
  }

  private Path folder(String name) throws DataException {
    try {
      return base.resolve(name);
    } catch (InvalidPathException e) {
      throw new DataException("'%s' is no name of a folder (%s)".formatted(name, e.getReason()));
    }
  }

  /**
   * Says whether pictures of a data set may be passed on: those of a folder are the user's own.
   *
   * @param nameOrFolder a name in the catalog, or a folder
   * @return false if it is in the catalog with no licence
   */
  public boolean mayBePassedOn(String nameOrFolder) {
    return catalog.find(nameOrFolder).map(entry -> entry.licence() != null).orElse(true);
  }

  private Examples load(CatalogEntry entry, Split split) throws IOException {
    if (!entry.has(split)) {
      throw new DataException(
          "%s has no %s images; use its %s images, or another data set"
              .formatted(
                  entry.name(),
                  split == Split.TRAIN ? "training" : "test",
                  split == Split.TRAIN ? "test" : "training"));
    }
    StoredFile images = read(entry, IdxRole.images(split));
    StoredFile labels = read(entry, IdxRole.labels(split));
    return Assembly.assemble(
        entry.name(),
        split,
        images,
        labels,
        new Labelling(entry.classValues(), false),
        List.of(images, labels));
  }

  private StoredFile read(CatalogEntry entry, IdxRole role) throws IOException {
    CatalogFile file = entry.file(role).orElseThrow();
    Path path = path(entry, file);
    String command = "numloss data fetch " + entry.name();
    if (!Files.exists(path)) {
      throw new DataException(path, "there is no such file; run: " + command);
    }
    StoredFile stored = StoredFile.read(path, CatalogFile.MOST_BYTES);
    file.check(stored, "; run: " + command);
    return stored;
  }

  Path path(CatalogEntry entry, CatalogFile file) {
    return directory.resolve(entry.folder()).resolve(file.name());
  }
}
