package io.github.numloss.model;

import io.github.numloss.check.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The models that are part of the program, and those of files. */
public final class Models {
  /**
   * The built-in ones. Rectifiers stand behind the pooling: the values are the same as before it,
   * and there are a quarter as many.
   */
  private static final List<ModelFile> BUILT_IN =
      List.of(builtIn("dnn"), builtIn("cnn"), builtIn("rnn"), builtIn("wide"), builtIn("mlp"));

  /** A multi-layer perceptron. */
  public static final ModelSpec DNN = BUILT_IN.get(0).spec();

  /** A convolutional network. */
  public static final ModelSpec CNN = BUILT_IN.get(1).spec();

  /** A recurrent network that reads an image row by row. */
  public static final ModelSpec RNN = BUILT_IN.get(2).spec();

  private Models() {}

  private static ModelFile builtIn(String name) {
    return ModelFile.readResource(Models.class, name);
  }

  /**
   * Gives the models that are part of the program.
   *
   * @return dnn, cnn and rnn, which are the paper's, then wide and mlp
   */
  public static List<ModelFile> builtIn() {
    return BUILT_IN;
  }

  /**
   * Finds a built-in model by its name.
   *
   * @param name the name, in upper or lower case
   * @return the model, or nothing if there is none of that name
   */
  public static Optional<ModelFile> named(String name) {
    return BUILT_IN.stream()
        .filter(model -> model.spec().name().equalsIgnoreCase(name))
        .findFirst();
  }

  /**
   * Lists the names of the built-in models.
   *
   * @return the names, with commas between them
   */
  public static String names() {
    return BUILT_IN.stream().map(model -> model.spec().name()).collect(Collectors.joining(", "));
  }

  /**
   * Finds a model.
   *
   * @param nameOrFile the name of a built-in one, or a model file, which ends in .json
   * @return the model
   * @throws IllegalArgumentException if it is neither
   * @throws io.github.numloss.io.DataException if there is no such file or it is wrong
   * @throws IOException if the file can't be read
   */
  public static ModelFile find(String nameOrFile) throws IOException {
    if (ModelFile.isFile(nameOrFile)) {
      return ModelFile.read(Path.of(nameOrFile));
    }
    return named(nameOrFile)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected one of %s, or a model file that ends in .json, but was '%s'"
                        .formatted(names(), nameOrFile)));
  }

  /** Tells whether a model is a built-in one, with its name and its layers. */
  static boolean isBuiltIn(ModelSpec model) {
    return BUILT_IN.stream().anyMatch(known -> known.spec().equals(model));
  }

  /** Refuses other layers under a built-in model's name, by which they would be taken for it. */
  static ModelSpec own(ModelSpec model) {
    Check.that(
        named(model.name()).isEmpty() || isBuiltIn(model),
        "name is '%s', which is a built-in model of other layers; give it another name",
        model.name());
    return model;
  }
}
