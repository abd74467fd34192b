package dev.admiral.experiments.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class GreyPictureTest {
  private static final GreyPicture PICTURE = new GreyPicture(3, List.of(0, 64, 128, 192, 200, 255));

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static void check(BufferedImage image) {
    assertThat(image.getWidth()).isEqualTo(3);
    assertThat(image.getHeight()).isEqualTo(2);
    for (int i = 0; i < 6; i++) {
      assertThat(image.getRGB(i % 3, i / 3) & 0xffffff)
          .isEqualTo(0x010101 * PICTURE.greys().get(i));
    }
  }

  @Test
  void aPngHasItsGreys() throws IOException {
    check(read(PICTURE.png()));
  }

  @Test
  void aDrawingHoldsItInBothFormats() throws IOException {
    Drawing drawing = new PicturePanel("a name", PICTURE, new Size(76, 70)).draw();
    Matcher data = Pattern.compile("base64,([^\"]+)\"").matcher(SvgRenderer.standalone(drawing));
    assertThat(data.find()).isTrue();
    check(read(Base64.getDecoder().decode(data.group(1))));

    // 60 × 40 pixels from (8, 22), at twice the size.
    BufferedImage painted = read(PngRenderer.render(drawing));
    for (int i = 0; i < 6; i++) {
      int x = 2 * (8 + 10 + 20 * (i % 3));
      int y = 2 * (22 + 10 + 20 * (i / 3));
      assertThat(painted.getRGB(x, y) & 0xffffff).isEqualTo(0x010101 * PICTURE.greys().get(i));
    }
  }

  @Test
  void rowsAreFullAndGreysAreBytes() {
    assertThatThrownBy(() -> new GreyPicture(4, List.of(1, 2, 3, 4, 5)))
        .hasMessage("5 pixels do not make rows of 4");
    assertThatThrownBy(() -> new GreyPicture(1, List.of(256)))
        .hasMessage("a grey is between 0 and 255, not 256");
  }
}
