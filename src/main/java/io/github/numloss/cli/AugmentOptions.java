package io.github.numloss.cli;

import io.github.numloss.augment.Augmentation;
import io.github.numloss.augment.Augmentations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The option that says how to augment pictures. */
final class AugmentOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--augment",
      paramLabel = "KIND",
      description =
          "Change training pictures at random each time they are learned, such as shift:pixels=2 or"
              + " rotation:degrees=10; once for each kind; 'numloss methods' lists them. Default:"
              + " they are learned as they are.")
  private @Nullable List<String> augment;

  /** Makes the list, empty if the option is not given. */
  List<Augmentation> toList() {
    List<Augmentation> augmentations = new ArrayList<>();
    for (String text : augment == null ? List.<String>of() : augment) {
      try {
        augmentations.add(Augmentations.ALL.parse(text));
      } catch (IllegalArgumentException e) {
        throw Usage.wrong(spec, "--augment: " + e.getMessage());
      }
    }
    return Usage.check(
        spec,
        () -> {
          Augmentations.requireTogether(augmentations);
          return augmentations;
        });
  }
}
