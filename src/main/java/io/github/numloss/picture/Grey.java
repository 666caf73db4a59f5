package io.github.numloss.picture;

import io.github.numloss.io.DataException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.nio.file.Path;

/** Makes a decoded picture grey, on a ground where it is transparent. */
final class Grey {
  /** What is drawn is light if it is so on average. */
  private static final int LIGHT = 191;

  private final BufferedImage picture;
  private final boolean isGrey;
  private final float[] luma;
  private final float[] opaque;

  private Grey(BufferedImage picture) {
    this.picture = picture;
    this.isGrey = picture.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    this.luma = new float[picture.getWidth()];
    this.opaque = new float[picture.getWidth()];
  }

  static GreyPicture of(Path file, BufferedImage picture, Orientation orientation, Ink ink)
      throws DataException {
    Grey grey = new Grey(picture);
    int transfer = picture.getColorModel().getTransferType();
    if (grey.isGrey && transfer != DataBuffer.TYPE_BYTE && transfer != DataBuffer.TYPE_USHORT) {
      throw new DataException(
          file, "its grey is not of 8 or 16 bits without a sign; save it as PNG of 8 bits");
    }
    return grey.on(ink != Ink.ANY && grey.isLight() ? 0 : 255, orientation);
  }

  /** Says whether there is transparency, and what is seen is light: it needs a dark ground. */
  private boolean isLight() {
    if (!picture.getColorModel().hasAlpha()) {
      return false;
    }
    double seen = 0;
    double all = 0;
    boolean isOpaque = true;
    for (int y = 0; y < picture.getHeight(); y++) {
      readRow(y);
      for (int x = 0; x < luma.length; x++) {
        all += opaque[x];
        seen += opaque[x] * luma[x];
        isOpaque &= opaque[x] == 1;
      }
    }
    return !isOpaque && seen > LIGHT * all;
  }

  private GreyPicture on(int ground, Orientation orientation) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    float[] pixels = new float[height * width];
    for (int y = 0; y < height; y++) {
      readRow(y);
      for (int x = 0; x < width; x++) {
        pixels[orientation.place(x, y, width, height)] = ground + (luma[x] - ground) * opaque[x];
      }
    }
    return orientation.isOnSide()
        ? new GreyPicture(width, height, pixels)
        : new GreyPicture(height, width, pixels);
  }

  private void readRow(int y) {
    if (isGrey) {
      readGreyRow(y);
      return;
    }
    int[] row = picture.getRGB(0, y, luma.length, 1, null, 0, luma.length);
    for (int x = 0; x < row.length; x++) {
      int argb = row[x];
      luma[x] = 0.299f * (argb >> 16 & 0xff) + 0.587f * (argb >> 8 & 0xff) + 0.114f * (argb & 0xff);
      opaque[x] = (argb >>> 24) / 255f;
    }
  }

  /** Takes grey samples as they are: getRGB takes them for linear light and makes them brighter. */
  private void readGreyRow(int y) {
    Raster raster = picture.getRaster();
    ColorModel model = picture.getColorModel();
    float white = (1 << model.getComponentSize(0)) - 1;
    for (int x = 0; x < luma.length; x++) {
      luma[x] = raster.getSample(x, y, 0) * 255 / white;
      opaque[x] = model.hasAlpha() ? raster.getSample(x, y, 1) / white : 1;
      if (model.isAlphaPremultiplied() && opaque[x] > 0) {
        luma[x] /= opaque[x];
      }
    }
  }
}
