package io.github.numloss.source;

import io.github.numloss.data.Examples.SourceFile;
import io.github.numloss.data.Learned;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.picture.Preparer;
import io.github.numloss.source.Croissant.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A folder of pictures: in it a folder for each class, whose name is the class value, or such
 * folders in one each for training, validation and test.
 */
final class PictureFolder implements DataFormat {
  private final PictureReader reader;

  PictureFolder(PictureReader reader) {
    this.reader = reader;
  }

  @Override
  public String description() {
    return "a folder with a folder of pictures for each value";
  }

  @Override
  public boolean accepts(Path data) throws IOException {
    if (!Files.isDirectory(data)) {
      return false;
    }
    List<Path> folders = ClassFolders.visible(data).stream().filter(Files::isDirectory).toList();
    return !folders.isEmpty()
        && (folders.stream().anyMatch(PictureFolder::isNamedSo)
            || CsvFormat.tables(data).isEmpty());
  }

  /** Tells the folder of a class or a part from one of pictures that a table beside it names. */
  private static boolean isNamedSo(Path folder) {
    String name = ClassFolders.name(folder);
    return ClassFolders.isNumber(name) || Part.of(name) != null;
  }

  @Override
  public DataReader open(Path data, Description description, @Nullable Learned learned)
      throws IOException {
    Map<Part, List<Path>> folders = new EnumMap<>(Part.class);
    Path other = null;
    for (Path inside : ClassFolders.visible(data)) {
      Part part = Part.of(ClassFolders.name(inside));
      if (part != null && Files.isDirectory(inside)) {
        folders.computeIfAbsent(part, key -> new ArrayList<>()).add(inside);
      } else if (other == null && Files.isDirectory(inside)) {
        other = inside;
      }
    }
    if (folders.isEmpty()) {
      folders.put(Part.ALL, List.of(data));
    } else if (other != null) {
      throw new DataException(
          other, "it lies beside folders such as train and test; put it into one, or remove it");
    }
    Map<String, Double> named = new HashMap<>();
    if (description.classes() != null) {
      description.classes().forEach((name, value) -> named.put(name, (double) value));
    }
    Map<Part, ClassFolders> found = new EnumMap<>(Part.class);
    for (Map.Entry<Part, List<Path>> part : folders.entrySet()) {
      found.put(part.getKey(), ClassFolders.in(data, part.getValue(), named));
    }
    return new Reader(data, description, found);
  }

  /** A folder that was looked at. */
  private final class Reader implements DataReader {
    private final Path data;
    private final Description description;
    private final Map<Part, ClassFolders> found;
    private final Map<Part, PictureSurvey> surveys = new EnumMap<>(Part.class);
    private @Nullable Preparer preparer;

    Reader(Path data, Description description, Map<Part, ClassFolders> found) {
      this.data = data;
      this.description = description;
      this.found = found;
    }

    @Override
    public Set<Part> parts() {
      return found.keySet();
    }

    @Override
    public double[] targets(Part part) {
      return folders(part).values();
    }

    @Override
    public List<Path> files(Part part) {
      return List.of();
    }

    @Override
    public List<SourceFile> pictures(Part part) throws IOException {
      PictureSurvey survey = survey(part);
      String word = part == Part.ALL ? "all" : part.name().toLowerCase(Locale.ROOT);
      return List.of(
          new SourceFile(
              String.format(Locale.ROOT, "%s (%d pictures)", word, survey.count()),
              survey.listHash()));
    }

    @Override
    public RawExamples read(Part part) throws IOException {
      PictureSurvey survey = survey(part);
      return new RawExamples(
          reader.read(survey, preparer()), targets(part), null, null, survey::path, pictures(part));
    }

    @Override
    public void describe(Croissant croissant) throws IOException {
      boolean isDivided = !found.containsKey(Part.ALL);
      for (Part part : found.keySet()) {
        PictureSurvey survey = survey(part);
        Set<String> patterns =
            folders(part).paths().stream()
                .map(path -> isDivided ? path.substring(0, path.indexOf('/')) + "/*/*" : "*/*")
                .collect(Collectors.toCollection(TreeSet::new));
        String word = isDivided ? DataToConvert.word(part) : "all";
        String pictures =
            croissant.addPictures(
                data, folders(part).paths(), patterns, word + "-pictures", survey.listHash());
        Records records = croissant.addRecords(part);
        records.addPictures(pictures, "picture");
        Map<String, Float> named = description.classes();
        records.addPathPart(
            pictures,
            "value",
            named == null ? "sc:Float" : "sc:Text",
            ".*/([^/]+)/[^/]+$",
            named == null ? "by the folder" : "the names stand for " + Json.line(named));
      }
    }

    private ClassFolders folders(Part part) {
      ClassFolders folders = found.get(part);
      if (folders == null) {
        throw new IllegalArgumentException("there are no pictures for " + part);
      }
      return folders;
    }

    private PictureSurvey survey(Part part) throws IOException {
      PictureSurvey survey = surveys.get(part);
      if (survey == null) {
        survey = reader.survey(data, part.name(), folders(part).paths());
        surveys.put(part, survey);
      }
      return survey;
    }

    /** Size and channels follow from what is learned, never from what is tested on. */
    private Preparer preparer() throws IOException {
      if (preparer == null) {
        Part learned =
            found.containsKey(Part.TRAIN) ? Part.TRAIN : found.keySet().iterator().next();
        preparer = PictureReader.preparer(data, description, survey(learned));
      }
      return preparer;
    }
  }
}
