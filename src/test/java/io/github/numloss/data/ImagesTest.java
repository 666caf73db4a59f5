package io.github.numloss.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class ImagesTest {
  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void aPixelHasItsColourOnWhite() {
    Images grey = new Images(1, 1, 2, bytes(10, 200));
    assertThat(grey.rgb(grey.bytes(0, 1), 1)).isEqualTo(0xc8c8c8);
    Images colour = new Images(1, 1, 2, 3, Pixels.of(bytes(1, 2, 3, 250, 128, 0)));
    assertThat(colour.rgb(colour.bytes(0, 1), 0)).isEqualTo(0x010203);
    assertThat(colour.rgb(colour.bytes(0, 1), 1)).isEqualTo(0xfa8000);
    Images alpha = new Images(1, 1, 2, 4, Pixels.of(bytes(1, 2, 3, 0, 100, 0, 0, 51)));
    assertThat(alpha.rgb(alpha.bytes(0, 1), 0)).isEqualTo(0xffffff);
    // A fifth of 100 and four of 255; a fifth of 0 and four of 255.
    assertThat(alpha.rgb(alpha.bytes(0, 1), 1)).isEqualTo(0xe0cccc);
  }

  @Test
  void aViewHasThePicturesThatItNames() {
    Images all = new Images(3, 1, 2, bytes(1, 2, 3, 4, 5, 6));
    Images view = all.view(new int[] {2, 0, 2});
    assertThat(view.bytes()).containsExactly(5, 6, 1, 2, 5, 6);
    assertThat(view.bytes(1, 2)).containsExactly(1, 2, 5, 6);
    assertThat(view.view(new int[] {1}).bytes()).containsExactly(1, 2);
    assertThat(view.numbers(0, 1)).containsExactly(5, 6);
    Images joined = all.and(view);
    assertThat(joined.bytes(2, 2)).containsExactly(5, 6, 5, 6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> all.and(new Images(1, 2, 1, new byte[2])))
        .withMessage("images of 1 x 2 and images of 2 x 1 can't be put together");
  }
}
