package io.github.numloss.picture;

/** Lays what is drawn into an image as MNIST's makers did, light on black; see {@link Fit}. */
final class MnistFit {
  /** Of 28 pixels, what is drawn takes 20. */
  private static final double BOX_SHARE = 20 / 28.0;

  /** More than this side is not needed to make a small image, and is mostly noise. */
  private static final int LONGEST_SIDE = 1000;

  /** The share of the ink that may lie beyond each side of the box, as dust does. */
  private static final double DUST = 0.001;

  /** What JPEG scatters around ink is fainter than this share of it. */
  private static final float FAINT = 0.1f;

  private static final double NEARLY_FULL = 0.1;
  private static final double NEARLY_CENTRED = 0.6;

  private final int height;
  private final int width;

  MnistFit(int height, int width) {
    this.height = height;
    this.width = width;
  }

  /** Makes the image, of nothing but black if nothing is drawn. */
  float[] of(GreyPicture picture, Ink ink) {
    GreyPicture small = shrunk(picture);
    Ground ground = Ground.of(small, ink);
    if (ground.isBlank()) {
      return new float[height * width];
    }
    float[] distance = new float[small.pixels().length];
    for (int i = 0; i < distance.length; i++) {
      distance[i] = ground.distance(small.pixels()[i]);
    }
    if (isMadeSo(new GreyPicture(small.height(), small.width(), distance))) {
      return distance;
    }
    float[] pixels = new float[distance.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = ground.ink(small.pixels()[i]);
    }
    return centred(boxed(new GreyPicture(small.height(), small.width(), pixels)));
  }

  private static GreyPicture shrunk(GreyPicture picture) {
    double factor =
        Math.min(1, LONGEST_SIDE / (double) Math.max(picture.height(), picture.width()));
    return picture.scaled(side(picture.height() * factor), side(picture.width() * factor));
  }

  private static int side(double pixels) {
    return Math.max(1, (int) Math.round(pixels));
  }

  /** An image that was made so already stays as it is, also where JPEG has blurred it a little. */
  private boolean isMadeSo(GreyPicture ink) {
    if (ink.height() != height || ink.width() != width) {
      return false;
    }
    Box box = Box.of(plain(ink), 0);
    double fullness =
        Math.max(box.height() / (height * BOX_SHARE), box.width() / (width * BOX_SHARE));
    return Math.abs(fullness - 1) <= NEARLY_FULL
        && isNearlyCentred(height, Box.centre(ink, true))
        && isNearlyCentred(width, Box.centre(ink, false));
  }

  private static boolean isNearlyCentred(int side, double centre) {
    int middle = side / 2;
    return Math.abs(centre - (middle + 0.5)) <= NEARLY_CENTRED;
  }

  /** Cuts out what is drawn, and scales it to the box. */
  private GreyPicture boxed(GreyPicture ink) {
    GreyPicture cut = Box.of(plain(ink), DUST).cut(ink);
    double factor = Math.min(height * BOX_SHARE / cut.height(), width * BOX_SHARE / cut.width());
    GreyPicture boxed =
        cut.scaled(
            Math.min(height, side(cut.height() * factor)),
            Math.min(width, side(cut.width() * factor)));
    return strengthened(boxed);
  }

  /** Leaves out what is faint beside the strongest ink. */
  private static GreyPicture plain(GreyPicture ink) {
    float least = FAINT * strongest(ink);
    float[] pixels = ink.pixels().clone();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixels[i] < least ? 0 : pixels[i];
    }
    return new GreyPicture(ink.height(), ink.width(), pixels);
  }

  private static float strongest(GreyPicture ink) {
    float most = 0;
    for (float pixel : ink.pixels()) {
      most = Math.max(most, pixel);
    }
    return most;
  }

  /** Makes the strongest ink white: thin lines of a large picture fade as it shrinks. */
  private static GreyPicture strengthened(GreyPicture ink) {
    float most = strongest(ink);
    float[] pixels = new float[ink.pixels().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = ink.pixels()[i] * 255 / most;
    }
    return new GreyPicture(ink.height(), ink.width(), pixels);
  }

  /** Lays the box with its centre of mass in the middle, as far as the image reaches. */
  private float[] centred(GreyPicture box) {
    int top = place(height, box.height(), Box.centre(box, true));
    int left = place(width, box.width(), Box.centre(box, false));
    float[] image = new float[height * width];
    for (int y = 0; y < box.height(); y++) {
      System.arraycopy(box.pixels(), y * box.width(), image, (top + y) * width + left, box.width());
    }
    return image;
  }

  private static int place(int imageSide, int boxSide, double centre) {
    return Math.max(0, Math.min(imageSide / 2 - (int) centre, imageSide - boxSide));
  }
}
