package io.github.numloss.source;

import io.github.numloss.picture.Background;
import io.github.numloss.picture.PictureFacts;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The size and the channels that all pictures get. Where they are not given, the training pictures
 * settle them. If these have one size, it is that, made smaller with its proportions kept until no
 * side is above 256; else a square as large as the median of their shorter sides, but not above
 * 128. There is one channel if all of them are stored as grey, and else three.
 *
 * @param height rows
 * @param width columns
 * @param channels 1, 3 or 4
 */
record PictureShape(int height, int width, int channels) {
  private static final int MOST_OF_ONE_SIZE = 256;
  private static final int MOST_OF_SEVERAL = 128;

  static PictureShape of(PictureSurvey training, Background background) {
    int channels = all(training).allMatch(i -> training.facts(i).isGreyOn(background)) ? 1 : 3;
    PictureFacts first = training.facts(0);
    boolean isOneSize =
        all(training)
            .mapToObj(training::facts)
            .allMatch(one -> one.height() == first.height() && one.width() == first.width());
    if (isOneSize) {
      double longer = Math.max(first.height(), first.width());
      double factor = Math.min(1, MOST_OF_ONE_SIZE / longer);
      return new PictureShape(
          side(first.height() * factor), side(first.width() * factor), channels);
    }
    int[] sides =
        all(training)
            .map(i -> Math.min(training.facts(i).height(), training.facts(i).width()))
            .sorted()
            .toArray();
    int side = Math.min(MOST_OF_SEVERAL, sides[sides.length / 2]);
    return new PictureShape(side, side, channels);
  }

  /** Takes what is given in place of what was settled. */
  PictureShape with(
      @Nullable Integer newHeight, @Nullable Integer newWidth, @Nullable Integer newChannels) {
    return new PictureShape(
        newHeight == null ? height : newHeight,
        newWidth == null ? width : newWidth,
        newChannels == null ? channels : newChannels);
  }

  private static IntStream all(PictureSurvey pictures) {
    return IntStream.range(0, pictures.count());
  }

  private static int side(double pixels) {
    return Math.max(1, (int) Math.round(pixels));
  }
}
