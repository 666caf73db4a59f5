package io.github.numloss.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.numloss.check.Check;
import io.github.numloss.io.InputFile;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The shape of one example: grey pictures [H,W], colour pictures [H,W,C] with C of 3 or 4, features
 * [D].
 *
 * @param sizes the sizes, 1 to 3 of them, each at least 1
 */
public record InputShape(List<Integer> sizes) {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is impossible, or an array can't hold the numbers
   */
  @JsonCreator
  public InputShape {
    sizes = List.copyOf(sizes);
    // Made for every batch, so that words are made only where something is wrong.
    if (sizes.isEmpty() || sizes.size() > 3) {
      throw new IllegalArgumentException(
          "a shape of %s, expected [D] of features, or [H,W] or [H,W,C] of pictures"
              .formatted(sizes));
    }
    long numbers = 1;
    for (int size : sizes) {
      numbers = size < 1 || numbers < 0 || numbers > InputFile.MOST_BYTES ? -1 : numbers * size;
    }
    if (numbers < 1 || numbers > InputFile.MOST_BYTES) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "impossible %s %s, expected sizes of at least 1 and at most %,d %s",
              sizes.size() > 1 ? "image size" : "number of features",
              text(sizes),
              InputFile.MOST_BYTES,
              sizes.size() > 1 ? "pixels" : "features"));
    }
    if (sizes.size() == 3 && sizes.get(2) != 3 && sizes.get(2) != 4) {
      throw new IllegalArgumentException(
          "pictures with %s channels, expected 1, 3 or 4".formatted(sizes.get(2)));
    }
  }

  /**
   * Gives the shape of pictures.
   *
   * @param height rows
   * @param width columns
   * @param channels 1, 3 or 4
   * @return [H,W] of grey ones, else [H,W,C]
   * @throws IllegalArgumentException if one is impossible
   */
  public static InputShape picture(int height, int width, int channels) {
    return new InputShape(
        channels == 1 ? List.of(height, width) : List.of(height, width, channels));
  }

  /**
   * Gives the shape of features.
   *
   * @param count how many, D
   * @return [D]
   * @throws IllegalArgumentException if there is none
   */
  public static InputShape features(int count) {
    return new InputShape(List.of(count));
  }

  /**
   * Gives what a file says of a shape in four fields.
   *
   * @param height rows of a picture; null of features
   * @param width columns of a picture; null of features
   * @param channels channels of a picture; null of grey ones and of features
   * @param features the number of features; null of pictures
   * @return the shape
   * @throws IllegalArgumentException if it is that of neither or of both, or impossible
   */
  public static InputShape of(
      @Nullable Integer height,
      @Nullable Integer width,
      @Nullable Integer channels,
      @Nullable Integer features) {
    if (height != null && width != null && features == null) {
      return picture(height, width, channels == null ? 1 : channels);
    }
    Check.that(
        features != null && height == null && width == null && channels == null,
        "height, width and features are %s, %s and %s, expected the first two of pictures, or the"
            + " last of features",
        height,
        width,
        features);
    return features(Objects.requireNonNull(features));
  }

  /**
   * Gives the rows as a file has them.
   *
   * @return rows of a picture; null of features
   */
  public @Nullable Integer storedHeight() {
    return isPicture() ? (Integer) height() : null;
  }

  /**
   * Gives the columns as a file has them.
   *
   * @return columns of a picture; null of features
   */
  public @Nullable Integer storedWidth() {
    return isPicture() ? (Integer) width() : null;
  }

  /**
   * Gives the channels as a file has them.
   *
   * @return channels of a colour picture; null of grey ones and of features
   */
  public @Nullable Integer storedChannels() {
    return sizes.size() == 3 ? sizes.get(2) : null;
  }

  /**
   * Gives the number of features as a file has it.
   *
   * @return how many; null of pictures
   */
  public @Nullable Integer storedFeatures() {
    return isPicture() ? null : sizes.get(0);
  }

  /**
   * Gives the sizes as JSON has them.
   *
   * @return the sizes
   */
  @Override
  @JsonValue
  public List<Integer> sizes() {
    return sizes;
  }

  /**
   * Tells pictures from features.
   *
   * @return whether it is that of pictures
   */
  public boolean isPicture() {
    return sizes.size() > 1;
  }

  /**
   * Gives the rows of a picture.
   *
   * @return how many
   * @throws IllegalStateException of features
   */
  public int height() {
    requirePicture();
    return sizes.get(0);
  }

  /**
   * Gives the columns of a picture.
   *
   * @return how many
   * @throws IllegalStateException of features
   */
  public int width() {
    requirePicture();
    return sizes.get(1);
  }

  /**
   * Gives the channels of a picture.
   *
   * @return 1, 3 or 4
   * @throws IllegalStateException of features
   */
  public int channels() {
    requirePicture();
    return sizes.size() == 2 ? 1 : sizes.get(2);
  }

  private void requirePicture() {
    if (!isPicture()) {
      throw new IllegalStateException("features have no rows, columns and channels");
    }
  }

  /**
   * Gives the number of numbers of an example.
   *
   * @return the product of the sizes
   */
  public int count() {
    return sizes.stream().mapToInt(Integer::intValue).reduce(1, Math::multiplyExact);
  }

  /**
   * Gives the shape of one example in a graph.
   *
   * @return the sizes, without the batch
   */
  public long[] one() {
    return sizes.stream().mapToLong(Integer::longValue).toArray();
  }

  /**
   * Gives the shape of a batch in a graph.
   *
   * @param count the number of examples; −1 if it is not known
   * @return the sizes, behind it
   */
  public long[] batch(long count) {
    return LongStream.concat(LongStream.of(count), Arrays.stream(one())).toArray();
  }

  /** Gives it for people, such as "28 x 28". */
  @Override
  public String toString() {
    return isPicture() ? text(sizes) : sizes.get(0) + " features";
  }

  /**
   * Gives it with what it is the shape of.
   *
   * @return such as "images of 28 x 28"
   */
  public String named() {
    return isPicture() ? "images of " + this : toString();
  }

  private static String text(List<Integer> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(" x "));
  }
}
