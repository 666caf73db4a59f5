package io.github.numloss.source;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.numloss.io.Json;
import io.github.numloss.io.SavedPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of a data set in JSON-LD, as the Croissant format specification 1.0 has it (MLCommons,
 * 2024): its name, licence and citation, its files with their SHA-256, and what is in them.
 */
public final class Croissant {
  /** The format of NumPy's files, which has no media type. */
  static final String NUMPY =
      "https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html";

  /** The format of IDX files, which has no media type. */
  static final String IDX = "http://yann.lecun.com/exdb/mnist/";

  private static final Map<String, String> PICTURES =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "gif", "image/gif",
          "bmp", "image/bmp",
          "tif", "image/tiff",
          "tiff", "image/tiff",
          "webp", "image/webp");

  private final Path folder;
  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final ArrayNode distribution = JsonNodeFactory.instance.arrayNode();
  private final ArrayNode recordSets = JsonNodeFactory.instance.arrayNode();
  private final List<String> unknown = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  /**
   * Starts it.
   *
   * @param file where it will be written, from where the paths of the data are told
   * @param name the data set's name
   * @param text what it is, for people
   * @param description what is said of it
   */
  Croissant(Path file, String name, String text, Description description) {
    Path parent = file.toAbsolutePath().getParent();
    this.folder = parent == null ? file.toAbsolutePath() : parent;
    root.set("@context", Json.readResource(Croissant.class, "croissant.json", ObjectNode.class));
    root.put("@type", "sc:Dataset");
    root.put("conformsTo", "http://mlcommons.org/croissant/1.0");
    root.put("name", name);
    root.put("description", text);
    put("license", "licence", description.licence());
    put("citeAs", "citation", description.citation());
    unknown.add("version");
    unknown.add("datePublished");
    root.set("distribution", distribution);
    root.set("recordSet", recordSets);
  }

  private void put(String field, String ours, @Nullable String value) {
    if (value == null) {
      unknown.add(ours);
    } else {
      root.put(field, value);
    }
  }

  /** Gives where the data set is described. */
  void putHomepage(String url) {
    root.put("url", url);
  }

  /**
   * Gives the recommended fields that are not written, since they are not known.
   *
   * @return their names: licence and citation as in dataset.json, others as Croissant calls them
   */
  public List<String> unknown() {
    return List.copyOf(unknown);
  }

  /**
   * Writes it.
   *
   * @param file where, as it was said before
   * @throws IOException if it can't be written
   */
  public void write(Path file) throws IOException {
    Json.write(file, root);
  }

  /** Adds a file with its hash, and gives its identifier. */
  String addFile(Path file, String format) throws IOException {
    String name = String.valueOf(file.getFileName());
    String id = id(name);
    boolean isGzip = name.endsWith(".gz");
    ObjectNode added =
        distribution
            .addObject()
            .put("@type", "cr:FileObject")
            .put("@id", id)
            .put("name", name)
            .put("contentUrl", SavedPath.relative(folder, file))
            .put("contentSize", Files.size(file) + " B");
    ArrayNode formats = added.putArray("encodingFormat").add(format);
    if (isGzip) {
      formats.add("application/gzip");
    }
    added.put("sha256", StoredFile.sha256(file));
    return id;
  }

  /**
   * Adds pictures, and gives their identifier.
   *
   * @param base the folder that paths are relative to
   * @param paths the pictures
   * @param patterns what matches their paths
   * @param listHash what stands for the content of all
   */
  String addPictures(
      Path base, Collection<String> paths, Set<String> patterns, String name, String listHash) {
    Set<String> formats = new TreeSet<>();
    for (String path : paths) {
      String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      formats.add(PICTURES.getOrDefault(ending, "image/*"));
    }
    String above = SavedPath.relative(folder, base);
    String id = id(name);
    ObjectNode added =
        distribution
            .addObject()
            .put("@type", "cr:FileSet")
            .put("@id", id)
            .put("name", name)
            .put(
                "description",
                String.format(
                    Locale.ROOT,
                    "%,d pictures; the list of them that sha256sum prints has the SHA-256 %s",
                    paths.size(),
                    listHash));
    formats.forEach(added.putArray("encodingFormat")::add);
    ArrayNode includes = added.putArray("includes");
    patterns.forEach(one -> includes.add(above.equals(".") ? one : above + "/" + one));
    return id;
  }

  /** Adds records, to which fields are added. */
  Records addRecords(String name, String text) {
    String id = id(name);
    ObjectNode records =
        recordSets
            .addObject()
            .put("@type", "cr:RecordSet")
            .put("@id", id)
            .put("name", name)
            .put("description", text);
    return new Records(id, records.putArray("field"));
  }

  /** Adds the records of a part. */
  Records addRecords(Part part) {
    return part == Part.ALL
        ? addRecords("examples", "what is learned and tested on")
        : addRecords(
            DataToConvert.word(part), "examples for " + part.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Adds an array that is all of a file; records of two files would have to say how they are
   * joined, which the format can do by a key alone.
   */
  void addArray(Part part, String what, Path file, String format, String type, String text)
      throws IOException {
    String name = (part == Part.ALL ? "" : DataToConvert.word(part) + "-") + what;
    addRecords(name, "one for each example").addContent(addFile(file, format), what, type, text);
  }

  /** Adds two IDX files. */
  void addIdx(Part part, Path inputs, Path labels) throws IOException {
    String text = "an array of the format IDX";
    addArray(part, "input", inputs, IDX, "sc:Float", text);
    addArray(part, "value", labels, IDX, "sc:Float", text);
  }

  /** Makes an identifier of a name, another one each time. */
  private String id(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9._/-]", "_");
    String id = plain;
    for (int number = 2; !ids.add(id); number++) {
      id = plain + "-" + number;
    }
    return id;
  }

  /** Records of one kind. */
  final class Records {
    private final String id;
    private final ArrayNode fields;

    private Records(String id, ArrayNode fields) {
      this.id = id;
      this.fields = fields;
    }

    /** Adds a column of a table. */
    void addColumn(String file, String column, String type, @Nullable String text) {
      source(column, type, text, "fileObject", file).putObject("extract").put("column", column);
    }

    /** Adds what a file holds as a whole. */
    void addContent(String file, String name, String type, String text) {
      source(name, type, text, "fileObject", file)
          .putObject("extract")
          .put("fileProperty", "content");
    }

    /** Adds pictures. */
    void addPictures(String fileSet, String name) {
      source(name, "sc:ImageObject", null, "fileSet", fileSet)
          .putObject("extract")
          .put("fileProperty", "content");
    }

    /** Adds a part of the paths of pictures. */
    void addPathPart(String fileSet, String name, String type, String regex, String text) {
      ObjectNode source = source(name, type, text, "fileSet", fileSet);
      source.putObject("extract").put("fileProperty", "fullpath");
      source.putObject("transform").put("regex", regex);
    }

    private ObjectNode source(
        String name, String type, @Nullable String text, String kind, String from) {
      ObjectNode field =
          fields
              .addObject()
              .put("@type", "cr:Field")
              .put("@id", Croissant.this.id(id + "/" + name))
              .put("name", name)
              .put("dataType", type);
      if (text != null) {
        field.put("description", text);
      }
      ObjectNode source = field.putObject("source");
      source.putObject(kind).put("@id", from);
      return source;
    }
  }
}
