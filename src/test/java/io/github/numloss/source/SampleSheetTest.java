package io.github.numloss.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.numloss.classes.ClassValues;
import io.github.numloss.data.Examples;
import io.github.numloss.data.Examples.Split;
import io.github.numloss.data.Images;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleSheetTest {
  private static final int CELL = 2 * 8 + 4;

  @TempDir private Path folder;

  /** Five images of 8 x 8, each of one grey: 10, 20, 30, 40, 50. */
  private static Examples fiveImages() {
    byte[] pixels = new byte[5 * 64];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (10 * (i / 64 + 1));
    }
    int[] labels = {1, 0, 1, 1, 0};
    ClassValues values = ClassValues.of(1.5f, 20);
    return new Examples("few", Split.TRAIN, new Images(5, 8, 8, pixels), labels, values, List.of());
  }

  @Test
  void drawsTheFirstImagesOfEachClassInTheirOrder() throws IOException {
    Path png = folder.resolve("sheet.png");
    SampleSheet.write(png, fiveImages(), 3);
    BufferedImage sheet = ImageIO.read(png.toFile());
    int left = sheet.getWidth() - 3 * CELL;
    assertThat(sheet.getHeight()).isEqualTo(2 * CELL + 4);
    int[][] rows = new int[2][3];
    for (int row = 0; row < 2; row++) {
      for (int column = 0; column < 3; column++) {
        rows[row][column] =
            sheet.getRaster().getSample(left + column * CELL + 8, 4 + row * CELL + 8, 0);
      }
    }
    assertThat(rows[0]).containsExactly(20, 50, 255);
    assertThat(rows[1]).containsExactly(10, 30, 40);
  }

  @Test
  void writesTheValueOfEachClassAtTheLeftOfItsRow() throws IOException {
    Path png = folder.resolve("sheet.png");
    SampleSheet.write(png, fiveImages(), 1);
    BufferedImage sheet = ImageIO.read(png.toFile());
    for (int row = 0; row < 2; row++) {
      int dark = 0;
      for (int y = 0; y < CELL; y++) {
        for (int x = 0; x < sheet.getWidth() - CELL; x++) {
          dark += sheet.getRaster().getSample(x, row * CELL + y, 0) < 100 ? 1 : 0;
        }
      }
      assertThat(dark).as("dark pixels left of row %d", row).isGreaterThan(10);
    }
  }

  @Test
  void refusesNoColumns() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SampleSheet.write(folder.resolve("sheet.png"), fiveImages(), 0));
  }
}
