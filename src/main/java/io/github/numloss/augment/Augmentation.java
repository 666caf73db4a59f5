package io.github.numloss.augment;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import org.jspecify.annotations.Nullable;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;

/**
 * One way to change training pictures at random. A new kind is a record, and a line in {@link
 * Augmentations#ALL}.
 */
@JsonSerialize(using = Augmentations.Writer.class)
@JsonDeserialize(using = Augmentations.Reader.class)
public interface Augmentation {
  /**
   * Settles what becomes of each picture of a batch.
   *
   * @param tf builds the operations
   * @param numbers where the random numbers come from
   * @param picture [H,W,C], the shape of a picture
   * @return the change
   */
  Change change(Ops tf, Numbers numbers, Shape picture);

  /**
   * Says what comes into the picture from outside.
   *
   * @return the fill; null where nothing can come in
   */
  default @Nullable Fill fill() {
    return null;
  }

  /**
   * Says whether points of the picture move, which XLA does not compile.
   *
   * @return whether {@link #change} gives a {@link Change.Move}
   */
  default boolean moves() {
    return true;
  }

  /**
   * Checks that pictures are large enough.
   *
   * @param height rows of a picture
   * @param width columns of a picture
   * @throws IllegalArgumentException if they are not
   */
  default void requireFits(int height, int width) {}
}
