package io.github.numloss;

import io.github.numloss.model.ModelFile;
import io.github.numloss.model.ModelSpec;
import io.github.numloss.model.Models;
import java.util.stream.Stream;

/** The models of the program, to test with. */
public final class BuiltIn {
  private BuiltIn() {}

  /** Gives all of them, for parameterized tests. */
  public static Stream<ModelSpec> models() {
    return Models.builtIn().stream().map(ModelFile::spec);
  }

  /** Finds one by its name. */
  public static ModelSpec model(String name) {
    return file(name).spec();
  }

  /** Finds one with what its file says of the training. */
  public static ModelFile file(String name) {
    return Models.named(name).orElseThrow();
  }
}
