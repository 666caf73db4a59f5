package io.github.numloss.source;

import io.github.numloss.data.Images;
import io.github.numloss.data.InputShape;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Writes pictures as PNG, each into the folder of its value, and these into one each for training,
 * validation and test where the data is divided so.
 */
final class PictureWriter implements DataWriter<Path> {
  @Override
  public Description write(Path folder, DataToConvert data) throws IOException {
    InputShape shape = null;
    for (Part part : data.parts()) {
      RawExamples raw = data.read(part);
      Images images = data.images(raw);
      if (raw.weights() != null || raw.groups() != null) {
        throw data.fault(
            "it has %s, for which folders of pictures have no place; convert it to csv, tsv, npz or"
                    .formatted(raw.weights() != null ? "weights" : "groups")
                + " idx");
      }
      shape = images.shape();
      Path above = data.isDivided() ? folder.resolve(DataToConvert.word(part)) : folder;
      write(above, images, raw.targets());
    }
    data.lose(
        "the order of the examples is now by value, so that the same seed divides them otherwise");
    return data.description().inOtherForm(data.description().classValues(), null, shape, true);
  }

  private static void write(Path folder, Images images, double[] targets) throws IOException {
    String name = "%0" + Integer.toString(images.count() - 1).length() + "d.png";
    Set<Path> made = new HashSet<>();
    for (int i = 0; i < images.count(); i++) {
      Path ofValue = folder.resolve(Targets.text(targets[i] + 0.0));
      if (made.add(ofValue)) {
        Files.createDirectories(ofValue);
      }
      BufferedImage picture = picture(images, i);
      try (OutputStream stream =
              new BufferedOutputStream(
                  Files.newOutputStream(ofValue.resolve(String.format(Locale.ROOT, name, i))));
          ImageOutputStream output = new MemoryCacheImageOutputStream(stream)) {
        ImageIO.write(picture, "png", output);
      }
    }
  }

  /** Makes a picture of the bytes as they are, without any conversion of colours. */
  private static BufferedImage picture(Images images, int index) {
    int channels = images.channels();
    byte[] bytes = images.bytes(index, 1);
    WritableRaster raster =
        Raster.createInterleavedRaster(
            new DataBufferByte(bytes, bytes.length),
            images.width(),
            images.height(),
            images.width() * channels,
            channels,
            IntStream.range(0, channels).toArray(),
            null);
    ComponentColorModel colours =
        new ComponentColorModel(
            ColorSpace.getInstance(channels == 1 ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB),
            channels == 4,
            false,
            channels == 4 ? ComponentColorModel.TRANSLUCENT : ComponentColorModel.OPAQUE,
            DataBuffer.TYPE_BYTE);
    return new BufferedImage(colours, raster, false, null);
  }
}
