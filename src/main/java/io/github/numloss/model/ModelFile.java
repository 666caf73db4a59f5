package io.github.numloss.model;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.github.numloss.check.Check;
import io.github.numloss.io.DataException;
import io.github.numloss.io.Json;
import io.github.numloss.io.SchemaVersion;
import io.github.numloss.layer.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A model, and how it is trained unless told otherwise.
 *
 * @param spec the model
 * @param epochs how often every image is learned, at least 1; null if the file does not say
 * @param learningRate the first step size of Adam, above 0; null if the file does not say
 */
public record ModelFile(ModelSpec spec, @Nullable Integer epochs, @Nullable Double learningRate) {
  private static final int SCHEMA_VERSION = 1;
  private static final String ENDING = ".json";

  /** The content of a model file. */
  record Content(
      int schemaVersion,
      @JsonSetter(nulls = Nulls.SET) @Nullable String name,
      List<Layer> layers,
      @JsonSetter(nulls = Nulls.SET) @Nullable Integer epochs,
      @JsonSetter(nulls = Nulls.SET) @Nullable Double learningRate) {
    Content {
      SchemaVersion.require(schemaVersion, SCHEMA_VERSION);
      Check.atLeast(1, "epochs", epochs == null ? 1 : epochs);
      Check.that(
          learningRate == null || learningRate > 0,
          "learningRate is %s, expected a number above 0",
          learningRate);
    }

    private ModelFile named(String otherwise) {
      return new ModelFile(
          new ModelSpec(name == null ? otherwise : name, layers), epochs, learningRate);
    }
  }

  /**
   * Tells whether a word that stands for a model is a file rather than a name.
   *
   * @param nameOrFile the word
   * @return whether it ends in .json
   */
  public static boolean isFile(String nameOrFile) {
    return nameOrFile.toLowerCase(Locale.ROOT).endsWith(ENDING);
  }

  /**
   * Reads a model file. A model without a name goes by the file's, without its ending.
   *
   * @param file the file
   * @return the model
   * @throws DataException if there is no such file or it is wrong; the message has file and field
   * @throws IOException if it can't be read
   */
  public static ModelFile read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new DataException(
          file, "there is no such file; name a model file, or one of " + Models.names());
    }
    Content content = Json.read(file, Content.class);
    String fileName = file.getFileName().toString();
    try {
      ModelFile read = content.named(fileName.replaceFirst("\\.[^.]*$", ""));
      Models.own(read.spec());
      return read;
    } catch (IllegalArgumentException e) {
      throw new DataException(
          file,
          content.name() == null
              ? e.getMessage() + "; the file has no name of its own, so that it goes by the file's"
              : String.valueOf(e.getMessage()),
          e);
    }
  }

  /**
   * Reads a model file that is part of the program.
   *
   * @param beside a class in the same package
   * @param name the model's name, and the file's without its ending
   * @return the model
   */
  public static ModelFile readResource(Class<?> beside, String name) {
    return Json.readResource(beside, name + ENDING, Content.class).named(name);
  }
}
