package io.github.numloss.source;

import io.github.numloss.check.Check;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.SourceFile;
import io.github.numloss.data.Inputs;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Examples as they were read, before they have classes.
 *
 * @param inputs pictures or features; the latter may be not-a-number where one is missing
 * @param targets what is to be learned of each: the number, or that of its class, counted from 0
 * @param weights how much each counts; null if all count the same
 * @param groups what some have in common, of each; null if there is nothing
 * @param place says where an example stands, such as "line 17" or a picture's path
 * @param files what was read
 */
record RawExamples(
    Inputs inputs,
    double[] targets,
    float @Nullable [] weights,
    String @Nullable [] groups,
    IntFunction<String> place,
    List<SourceFile> files) {
  RawExamples {
    Check.that(
        inputs.count() == targets.length
            && (weights == null || weights.length == targets.length)
            && (groups == null || groups.length == targets.length),
        "%s examples need as many targets, weights and groups",
        inputs.count());
    files = List.copyOf(files);
  }

  /** Takes examples that have classes, the numbers of which become the targets. */
  static RawExamples of(Examples examples) {
    return new RawExamples(
        examples.inputs(),
        Arrays.stream(examples.labels()).asDoubleStream().toArray(),
        examples.weights(),
        null,
        "example [%d]"::formatted,
        examples.files());
  }

  int count() {
    return targets.length;
  }

  /** Picks examples, without taking memory for pictures. */
  RawExamples view(int[] picked) {
    double[] pickedTargets = new double[picked.length];
    float[] pickedWeights = weights == null ? null : new float[picked.length];
    String[] pickedGroups = groups == null ? null : new String[picked.length];
    for (int i = 0; i < picked.length; i++) {
      pickedTargets[i] = targets[picked[i]];
      if (weights != null && pickedWeights != null) {
        pickedWeights[i] = weights[picked[i]];
      }
      if (groups != null && pickedGroups != null) {
        pickedGroups[i] = groups[picked[i]];
      }
    }
    return new RawExamples(
        inputs.view(picked),
        pickedTargets,
        pickedWeights,
        pickedGroups,
        i -> place.apply(picked[i]),
        files);
  }

  /**
   * Puts others behind these.
   *
   * @throws IllegalArgumentException if they have another shape, or weights or groups are of these
   *     or those alone
   */
  RawExamples and(RawExamples others) {
    Check.that(
        (weights == null) == (others.weights == null)
            && (groups == null) == (others.groups == null),
        "weights and groups must be given for all examples or none");
    double[] allTargets = Arrays.copyOf(targets, count() + others.count());
    System.arraycopy(others.targets, 0, allTargets, count(), others.count());
    float[] allWeights = null;
    if (weights != null && others.weights != null) {
      allWeights = Arrays.copyOf(weights, allTargets.length);
      System.arraycopy(others.weights, 0, allWeights, count(), others.count());
    }
    String[] allGroups = null;
    if (groups != null && others.groups != null) {
      allGroups = Arrays.copyOf(groups, allTargets.length);
      System.arraycopy(others.groups, 0, allGroups, count(), others.count());
    }
    List<SourceFile> allFiles = new ArrayList<>(files);
    others.files.stream().filter(file -> !files.contains(file)).forEach(allFiles::add);
    return new RawExamples(
        inputs.and(others.inputs),
        allTargets,
        allWeights,
        allGroups,
        i -> i < count() ? place.apply(i) : others.place.apply(i - count()),
        allFiles);
  }
}
