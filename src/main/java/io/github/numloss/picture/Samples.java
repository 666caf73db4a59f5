package io.github.numloss.picture;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;

/**
 * What a decoded picture holds, row by row: each colour from 0 to 255 as it is stored. A profile of
 * colours is not applied, as Pillow, Keras and PyTorch don't either.
 */
final class Samples {
  final float[] red;
  final float[] green;
  final float[] blue;

  /** From 0, transparent, to 1. */
  final float[] opaque;

  private final BufferedImage picture;
  private final boolean isGrey;
  private final boolean isPlain;
  private final int[] row;

  Samples(BufferedImage picture) {
    this.picture = picture;
    ColorModel model = picture.getColorModel();
    int width = picture.getWidth();
    this.isGrey = model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    this.isPlain = model instanceof ComponentColorModel && isUnsigned(model) && isRgbOrGrey(model);
    this.red = new float[width];
    this.green = isGrey ? red : new float[width];
    this.blue = isGrey ? red : new float[width];
    this.opaque = new float[width];
    this.row = new int[width * model.getNumComponents()];
  }

  /** Gives brightness by Rec. 601. */
  static float luma(float red, float green, float blue) {
    return 0.299f * red + 0.587f * green + 0.114f * blue;
  }

  /** Says whether red, green and blue are the same. */
  boolean isGrey() {
    return isGrey;
  }

  /** Says whether the samples can be read: those of grey have 8 or 16 bits without a sign. */
  boolean canBeRead() {
    return !isGrey || isPlain;
  }

  private static boolean isUnsigned(ColorModel model) {
    int transfer = model.getTransferType();
    return transfer == DataBuffer.TYPE_BYTE || transfer == DataBuffer.TYPE_USHORT;
  }

  private static boolean isRgbOrGrey(ColorModel model) {
    int type = model.getColorSpace().getType();
    return type == ColorSpace.TYPE_RGB || type == ColorSpace.TYPE_GRAY;
  }

  /** Reads a row; its values stay until the next. */
  void readRow(int y) {
    if (isPlain) {
      readPlainRow(y);
    } else {
      readConvertedRow(y);
    }
  }

  /** Takes samples as they are: getRGB takes grey for linear light, and makes it brighter. */
  private void readPlainRow(int y) {
    Raster raster = picture.getRaster();
    ColorModel model = picture.getColorModel();
    int bands = model.getNumComponents();
    int colours = isGrey ? 1 : 3;
    raster.getPixels(raster.getMinX(), raster.getMinY() + y, red.length, 1, row);
    float white = (1 << model.getComponentSize(0)) - 1;
    for (int x = 0; x < red.length; x++) {
      int at = x * bands;
      opaque[x] = model.hasAlpha() ? row[at + colours] / white : 1;
      float scale = model.isAlphaPremultiplied() && opaque[x] > 0 ? opaque[x] : 1;
      red[x] = scaled(row[at], white, scale);
      if (!isGrey) {
        green[x] = scaled(row[at + 1], white, scale);
        blue[x] = scaled(row[at + 2], white, scale);
      }
    }
  }

  private static float scaled(int sample, float white, float opaque) {
    return Math.min(255, sample * 255 / white / opaque);
  }

  private void readConvertedRow(int y) {
    int[] argb = picture.getRGB(0, y, red.length, 1, row, 0, red.length);
    for (int x = 0; x < red.length; x++) {
      red[x] = argb[x] >> 16 & 0xff;
      green[x] = argb[x] >> 8 & 0xff;
      blue[x] = argb[x] & 0xff;
      opaque[x] = (argb[x] >>> 24) / 255f;
    }
  }
}
