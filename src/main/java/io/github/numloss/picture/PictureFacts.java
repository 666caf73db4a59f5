package io.github.numloss.picture;

import java.awt.color.ColorSpace;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;

/**
 * What a picture's header says.
 *
 * @param height rows as it is looked at
 * @param width columns as it is looked at
 * @param isGrey whether it is stored as grey, or with a table of greys alone
 * @param mayBeTransparent whether something may be seen through it
 */
public record PictureFacts(int height, int width, boolean isGrey, boolean mayBeTransparent) {
  /** Says whether a decoder gives nothing but greys. */
  static boolean isGrey(ColorModel model) {
    if (!(model instanceof IndexColorModel table)) {
      return model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    }
    for (int i = 0; i < table.getMapSize(); i++) {
      if (table.getRed(i) != table.getGreen(i) || table.getRed(i) != table.getBlue(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Says whether it is grey to look at, on a background.
   *
   * @param background what shows through it
   * @return whether it has no colour, nor shows one
   */
  public boolean isGreyOn(Background background) {
    return isGrey && (!mayBeTransparent || background.isGrey());
  }

  /**
   * Estimates the memory that it takes while it is decoded.
   *
   * @return bytes
   */
  public long decodingBytes() {
    return (long) height * width * Pictures.BYTES_A_PIXEL;
  }
}
