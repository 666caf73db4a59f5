package io.github.numloss.augment;

import io.github.numloss.check.Check;
import io.github.numloss.data.InputShape;
import io.github.numloss.registry.MemberReader;
import io.github.numloss.registry.MemberWriter;
import io.github.numloss.registry.Registry;
import io.github.numloss.registry.Registry.Member;
import java.io.Serial;
import java.util.List;

/** All augmentations by name, and what holds of a list of them. */
public final class Augmentations {
  /** The augmentations. */
  public static final Registry<Augmentation> ALL =
      new Registry<>(
          Augmentation.class,
          "augmentation",
          List.of(
              new Member<>(
                  "shift",
                  new Shift(null, null, Fill.BLACK),
                  "moves it by up to so many pixels, or that share of its sides"),
              new Member<>("rotation", new Rotation(10, Fill.BLACK), "turns it around its middle"),
              new Member<>(
                  "scale",
                  new Scale(0.9, 1.1, Fill.BLACK),
                  "makes what it shows larger or smaller"),
              new Member<>("shear", new Shear(10, Fill.BLACK), "slants it to a side"),
              new Member<>(
                  "border-cut",
                  new BorderCut(2, Fill.BLACK),
                  "cuts it out of itself with a border around it"),
              new Member<>(
                  "erasing",
                  new Erasing(0.5, 0.2, Erasing.Cover.NOISE),
                  "erases a rectangle of up to that share; cover noise or black"),
              new Member<>(
                  "brightness", new Brightness(0.2), "multiplies its pixels with 1 - by to 1 + by"),
              new Member<>(
                  "flip",
                  new Flip(Flip.Axis.HORIZONTAL, 0.5),
                  "mirrors it; axis horizontal or vertical")));

  private static final int MOST = 100;

  private Augmentations() {}

  /**
   * Checks a list: there are no more than a hundred, and those that bring something in from outside
   * of a picture fill alike, as they are put together to one.
   *
   * @param augmentations the augmentations
   * @throws IllegalArgumentException otherwise
   */
  public static void requireTogether(List<Augmentation> augmentations) {
    Check.that(
        augmentations.size() <= MOST,
        "there are %d augmentations, expected at most %d",
        augmentations.size(),
        MOST);
    List<Augmentation> filling =
        augmentations.stream().filter(augmentation -> augmentation.fill() != null).toList();
    for (Augmentation augmentation : filling) {
      Check.that(
          augmentation.fill() == filling.get(0).fill(),
          "%s has the fill %s, but %s has %s; give both the same, as all are put together to one"
              + " change of a picture",
          ALL.name(filling.get(0)),
          filling.get(0).fill(),
          ALL.name(augmentation),
          augmentation.fill());
    }
  }

  /**
   * Checks that examples can be augmented.
   *
   * @param augmentations the augmentations
   * @param example the shape of an example
   * @throws IllegalArgumentException if there are augmentations, and the examples are no pictures
   *     or too small
   */
  public static void requireFit(List<Augmentation> augmentations, InputShape example) {
    if (augmentations.isEmpty()) {
      return;
    }
    Check.that(
        example.isPicture(),
        "augmentation is for pictures, but an example is %s; leave it out",
        example);
    for (Augmentation augmentation : augmentations) {
      augmentation.requireFits(example.height(), example.width());
    }
  }

  /** Reads augmentations from JSON. */
  static final class Reader extends MemberReader<Augmentation> {
    @Serial private static final long serialVersionUID = 1;

    Reader() {
      super(Augmentation.class, ALL);
    }
  }

  /** Writes augmentations as JSON. */
  static final class Writer extends MemberWriter<Augmentation> {
    Writer() {
      super(ALL);
    }
  }
}
