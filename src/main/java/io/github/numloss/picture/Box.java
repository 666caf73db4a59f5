package io.github.numloss.picture;

import java.util.Arrays;

/**
 * A part of a picture.
 *
 * @param top its first row
 * @param left its first column
 * @param height its rows
 * @param width its columns
 */
record Box(int top, int left, int height, int width) {
  /** Finds the part that holds the ink, all but a share beyond each of its sides. */
  static Box of(GreyPicture ink, double share) {
    double[] rows = sums(ink, true);
    double[] columns = sums(ink, false);
    double beyond = share * Arrays.stream(rows).sum();
    int top = first(rows, beyond);
    int left = first(columns, beyond);
    return new Box(top, left, last(rows, beyond) - top + 1, last(columns, beyond) - left + 1);
  }

  /** Gives the middle of a picture that is as large as it can be with some proportions. */
  static Box middle(int height, int width, int proportionHeight, int proportionWidth) {
    long across = (long) height * proportionWidth;
    long down = (long) width * proportionHeight;
    int newHeight = across > down ? side(down / (double) proportionWidth) : height;
    int newWidth = across > down ? width : side(across / (double) proportionHeight);
    return new Box((height - newHeight) / 2, (width - newWidth) / 2, newHeight, newWidth);
  }

  /** Gives where in an image a picture lies that fills it with its own proportions. */
  static Box within(int height, int width, int imageHeight, int imageWidth) {
    double factor = Math.min(imageHeight / (double) height, imageWidth / (double) width);
    int newHeight = side(height * factor);
    int newWidth = side(width * factor);
    return new Box((imageHeight - newHeight) / 2, (imageWidth - newWidth) / 2, newHeight, newWidth);
  }

  private static int side(double pixels) {
    return Math.max(1, (int) Math.round(pixels));
  }

  /** Gives the centre of mass in pixels from the first edge, across rows or columns. */
  static double centre(GreyPicture ink, boolean ofRows) {
    double[] sums = sums(ink, ofRows);
    double moment = 0;
    for (int i = 0; i < sums.length; i++) {
      moment += sums[i] * (i + 0.5);
    }
    return moment / Arrays.stream(sums).sum();
  }

  /** Cuts the part out. */
  GreyPicture cut(GreyPicture picture) {
    float[] pixels = new float[height * width];
    for (int y = 0; y < height; y++) {
      System.arraycopy(
          picture.pixels(), (top + y) * picture.width() + left, pixels, y * width, width);
    }
    return new GreyPicture(height, width, pixels);
  }

  private static double[] sums(GreyPicture ink, boolean ofRows) {
    double[] sums = new double[ofRows ? ink.height() : ink.width()];
    for (int i = 0; i < ink.pixels().length; i++) {
      sums[ofRows ? i / ink.width() : i % ink.width()] += ink.pixels()[i];
    }
    return sums;
  }

  private static int first(double[] sums, double beyond) {
    int i = 0;
    for (double sum = sums[0]; sum <= beyond; sum += sums[i]) {
      i++;
    }
    return i;
  }

  private static int last(double[] sums, double beyond) {
    int i = sums.length - 1;
    for (double sum = sums[i]; sum <= beyond; sum += sums[i]) {
      i--;
    }
    return i;
  }
}
