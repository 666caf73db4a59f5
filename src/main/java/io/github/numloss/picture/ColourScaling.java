package io.github.numloss.picture;

import io.github.numloss.picture.Scaling.Weights;

/**
 * Scales colours as {@link Scaling} does grey, without more memory than the scaled picture takes.
 * What is transparent has no weight: its colour, which nobody has seen, does not run into others.
 */
final class ColourScaling {
  private final ColourPicture picture;
  private final int newWidth;
  private final boolean hasAlpha;
  private final Weights across;
  private final float[] row;
  private final float[] narrow;

  private ColourScaling(ColourPicture picture, int newWidth) {
    this.picture = picture;
    this.newWidth = newWidth;
    this.hasAlpha = picture.channels() > ColourPicture.COLOURS;
    this.across = new Weights(picture.width(), newWidth);
    this.row = new float[picture.width() * picture.channels()];
    this.narrow = new float[newWidth * picture.channels()];
  }

  static byte[] scale(ColourPicture picture, int newHeight, int newWidth) {
    int channels = picture.channels();
    ColourScaling scaling = new ColourScaling(picture, newWidth);
    Weights down = new Weights(picture.height(), newHeight);
    float[] sums = new float[newHeight * newWidth * channels];
    int first = 0;
    for (int y = 0; y < picture.height(); y++) {
      scaling.readNarrow(y);
      while (first < newHeight && down.end(first) <= y) {
        first++;
      }
      for (int to = first; to < newHeight && down.first(to) <= y; to++) {
        float weight = down.weight(to, y);
        int at = to * scaling.narrow.length;
        for (int i = 0; i < scaling.narrow.length; i++) {
          sums[at + i] += weight * scaling.narrow[i];
        }
      }
    }
    return scaling.bytes(sums);
  }

  private void readNarrow(int y) {
    int channels = picture.channels();
    int start = y * row.length;
    for (int i = 0; i < row.length; i++) {
      row[i] = Byte.toUnsignedInt(picture.pixels()[start + i]);
    }
    if (hasAlpha) {
      for (int i = 0; i < row.length; i += channels) {
        float opaque = row[i + ColourPicture.COLOURS] / 255;
        row[i] *= opaque;
        row[i + 1] *= opaque;
        row[i + 2] *= opaque;
      }
    }
    for (int x = 0; x < newWidth; x++) {
      for (int c = 0; c < channels; c++) {
        narrow[x * channels + c] = across.sum(row, c, channels, x);
      }
    }
  }

  private byte[] bytes(float[] sums) {
    byte[] bytes = new byte[sums.length];
    int channels = picture.channels();
    for (int i = 0; i < sums.length; i++) {
      float value = sums[i];
      if (hasAlpha && i % channels < ColourPicture.COLOURS) {
        float opaque = sums[i - i % channels + ColourPicture.COLOURS];
        value = opaque > 0 ? value * 255 / opaque : 0;
      }
      bytes[i] = (byte) Math.min(255, Math.round(value));
    }
    return bytes;
  }
}
