package io.github.numloss.cli;

import io.github.numloss.classes.ClassWeights;
import io.github.numloss.io.DataException;
import io.github.numloss.source.ClassWeightsFile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The option that says how much training examples count by their class. */
final class ClassWeightsOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--class-weights",
      paramLabel = "WEIGHTS",
      description =
          "How much a training image counts by its class: balanced, so that all classes count the"
              + " same, or a CSV file with a row of class value and weight for each class. They are"
              + " multiplied with the images' own weights, if there are any, and divided by the mean,"
              + " so that only proportions matter; a step's loss is divided by the number of images."
              + " Measures don't use them. Default: all classes' images count the same.")
  private @Nullable String classWeights;

  /**
   * Gives the weights; null if the option is not given.
   *
   * @throws DataException if the file can't be had, or has no weights
   */
  @Nullable ClassWeights read() throws IOException {
    if (classWeights == null) {
      return null;
    }
    if (classWeights.equals(ClassWeights.BALANCED_NAME)) {
      return ClassWeights.BALANCED;
    }
    try {
      return ClassWeightsFile.read(new PathConverter().convert(classWeights));
    } catch (TypeConversionException e) {
      throw Usage.wrong(spec, "--class-weights: " + e.getMessage());
    }
  }
}
