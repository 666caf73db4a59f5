package io.github.numloss.picture;

/** Scales a grey image: the average of the area when shrinking, bilinear when enlarging. */
final class Scaling {
  private Scaling() {}

  /** Scales [height, width] to [newHeight, newWidth], rows first and columns after. */
  static float[] scale(float[] pixels, int height, int width, int newHeight, int newWidth) {
    float[] narrow = new float[height * newWidth];
    Weights across = new Weights(width, newWidth);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < newWidth; x++) {
        narrow[y * newWidth + x] = across.sum(pixels, y * width, 1, x);
      }
    }
    float[] scaled = new float[newHeight * newWidth];
    Weights down = new Weights(height, newHeight);
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        scaled[y * newWidth + x] = down.sum(narrow, x, newWidth, y);
      }
    }
    return scaled;
  }

  /** What each old pixel of a line adds to each new one. */
  static final class Weights {
    private final int[] first;
    private final float[][] weights;

    Weights(int size, int newSize) {
      first = new int[newSize];
      weights = new float[newSize][];
      double step = (double) size / newSize;
      for (int i = 0; i < newSize; i++) {
        if (newSize < size) {
          average(i, i * step, Math.min((i + 1) * step, size));
        } else {
          interpolate(i, Math.min(Math.max((i + 0.5) * step - 0.5, 0), size - 1), size);
        }
      }
    }

    private void average(int i, double start, double end) {
      first[i] = (int) start;
      weights[i] = new float[(int) Math.ceil(end) - first[i]];
      for (int k = 0; k < weights[i].length; k++) {
        double from = Math.max(start, first[i] + k);
        double to = Math.min(end, first[i] + k + 1);
        weights[i][k] = (float) ((to - from) / (end - start));
      }
    }

    private void interpolate(int i, double center, int size) {
      first[i] = Math.min((int) center, Math.max(size - 2, 0));
      float right = (float) (center - first[i]);
      weights[i] = size == 1 ? new float[] {1} : new float[] {1 - right, right};
    }

    /** Gives the first old pixel that adds to a new one. */
    int first(int i) {
      return first[i];
    }

    /** Gives the old pixel behind the last one that adds to a new one. */
    int end(int i) {
      return first[i] + weights[i].length;
    }

    /** Gives what one of the old pixels between adds to a new one. */
    float weight(int i, int old) {
      return weights[i][old - first[i]];
    }

    float sum(float[] pixels, int start, int stride, int i) {
      float sum = 0;
      for (int k = 0; k < weights[i].length; k++) {
        sum += weights[i][k] * pixels[start + (first[i] + k) * stride];
      }
      return sum;
    }
  }
}
