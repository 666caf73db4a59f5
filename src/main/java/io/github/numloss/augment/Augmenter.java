package io.github.numloss.augment;

import io.github.numloss.augment.Change.Brush;
import io.github.numloss.augment.Change.Move;
import io.github.numloss.augment.Change.Paint;
import io.github.numloss.data.InputShape;
import io.github.numloss.layer.DropoutNoise.Rows;
import io.github.numloss.layer.UniformNumbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.image.ImageProjectiveTransformV3;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Augments the pictures of a batch, part by part. Those augmentations that move points are put
 * together, in their order, and each picture is sampled anew once, between the four nearest pixels
 * (bilinear). Then the others paint, in theirs. What becomes of a picture follows from seed, step
 * and its place in the batch alone, whatever part of the batch it is in.
 */
public final class Augmenter {
  static final float WHITE = 255;

  private final int height;
  private final int width;
  private final boolean grey;
  private final Fill fill;
  private final @Nullable Operand<TFloat32> transforms;
  private final List<Brush> brushes;

  /** Gives each augmentation its numbers, by its name and which of that name it is. */
  @FunctionalInterface
  interface Source {
    Numbers numbers(String name, int occurrence);
  }

  private Augmenter(Ops tf, List<Augmentation> augmentations, InputShape example, Source source) {
    boolean pictures = example.isPicture();
    height = pictures ? example.height() : 1;
    width = pictures ? example.width() : 1;
    int channels = pictures ? example.channels() : 1;
    grey = channels == 1;
    fill =
        augmentations.stream()
            .map(Augmentation::fill)
            .filter(found -> found != null)
            .findFirst()
            .orElse(Fill.BLACK);
    Map<String, Integer> occurrences = new HashMap<>();
    Operand<TFloat32> inverse = null;
    brushes = new ArrayList<>();
    for (Augmentation augmentation : augmentations) {
      String name = Augmentations.ALL.name(augmentation);
      int occurrence = occurrences.merge(name, 1, Integer::sum) - 1;
      Change change =
          augmentation.change(
              tf, source.numbers(name, occurrence), Shape.of(height, width, channels));
      if (change instanceof Move move) {
        inverse = inverse == null ? move.inverse() : Affine.product(tf, inverse, move.inverse());
      } else if (change instanceof Paint paint) {
        brushes.add(paint.brush());
      }
    }
    transforms = inverse == null ? null : Affine.transforms(tf, inverse, height, width);
  }

  /**
   * Draws what becomes of the pictures of a batch.
   *
   * @param tf builds the operations
   * @param augmentations what to do, in this order
   * @param example the shape of a picture; any if there is nothing to do
   * @param seed the trial's seed
   * @param step a scalar, the number of the training step
   * @param batch a scalar, the number of pictures in the batch
   * @return augments them, part by part
   * @throws IllegalArgumentException if the augmentations don't go together, or not with the
   *     examples
   */
  public static Augmenter of(
      Ops tf,
      List<Augmentation> augmentations,
      InputShape example,
      long seed,
      Operand<TInt64> step,
      Operand<TInt32> batch) {
    return of(tf, augmentations, example, seed, UniformNumbers.of(step), batch);
  }

  /**
   * Draws what becomes of the pictures of a batch.
   *
   * @param tf builds the operations
   * @param augmentations what to do, in this order
   * @param example the shape of a picture; any if there is nothing to do
   * @param seed the trial's seed
   * @param numbers gives the numbers of the training step
   * @param batch a scalar, the number of pictures in the batch
   * @return augments them, part by part
   * @throws IllegalArgumentException as the other one
   */
  public static Augmenter of(
      Ops tf,
      List<Augmentation> augmentations,
      InputShape example,
      long seed,
      UniformNumbers numbers,
      Operand<TInt32> batch) {
    return of(
        tf,
        augmentations,
        example,
        (name, occurrence) -> new StatelessNumbers(seed, name, occurrence, numbers, batch));
  }

  /** Augments with numbers from anywhere. */
  static Augmenter of(Ops tf, List<Augmentation> augmentations, InputShape example, Source source) {
    Augmentations.requireTogether(augmentations);
    Augmentations.requireFit(augmentations, example);
    return new Augmenter(tf, augmentations, example, source);
  }

  /**
   * Adds the augmented pictures of a part of the batch to a graph.
   *
   * @param tf builds the operations
   * @param pictures [P,H,W] or [P,H,W,C], pixels 0 … 255; not whole numbers afterwards
   * @param rows which part of the batch they are
   * @return the same shape and range
   */
  public Operand<TFloat32> apply(Ops tf, Operand<TFloat32> pictures, Rows rows) {
    if (transforms == null && brushes.isEmpty()) {
      return pictures;
    }
    Operand<TFloat32> changed = grey ? tf.expandDims(pictures, tf.constant(3)) : pictures;
    if (transforms != null) {
      changed = moved(tf, changed, rows.of(tf, transforms));
    }
    for (Brush brush : brushes) {
      changed = brush.paint(tf, changed, rows);
    }
    return grey ? tf.reshape(changed, tf.constant(new int[] {-1, height, width})) : changed;
  }

  private Operand<TFloat32> moved(Ops tf, Operand<TFloat32> pictures, Operand<TFloat32> own) {
    Operand<TFloat32> sampled =
        tf.image.imageProjectiveTransformV3(
            pictures,
            own,
            tf.constant(new int[] {height, width}),
            tf.constant(0f),
            "BILINEAR",
            ImageProjectiveTransformV3.fillMode(fill.mode()));
    // The weights of four pixels may add up to a little more than 1.
    return tf.math.minimum(sampled, tf.constant(WHITE));
  }
}
