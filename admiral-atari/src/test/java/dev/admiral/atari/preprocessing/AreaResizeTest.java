package dev.admiral.atari.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AreaResizeTest {

  /** The share of old pixel {@code old} in new pixel {@code i}, if both sizes are cut into equal pieces. */
  private static double overlap(int i, int old, double scale) {
    double shared = Math.min((i + 1) * scale, old + 1.0) - Math.max(i * scale, old);
    return Math.max(0, shared) / scale;
  }

  /** The area means by their definition, in double precision. */
  private static double[] means(
      byte[] picture, int height, int width, int newHeight, int newWidth) {
    double[] means = new double[newHeight * newWidth];
    for (int y = 0; y < newHeight; y++) {
      for (int x = 0; x < newWidth; x++) {
        double mean = 0;
        for (int r = 0; r < height; r++) {
          double share = overlap(y, r, (double) height / newHeight);
          for (int c = 0; share > 0 && c < width; c++) {
            mean +=
                share * overlap(x, c, (double) width / newWidth) * (picture[r * width + c] & 0xff);
          }
        }
        means[y * newWidth + x] = mean;
      }
    }
    return means;
  }

  @ParameterizedTest
  @CsvSource({
    "210, 160, 84, 84",
    "250, 160, 84, 84",
    "210, 160, 42, 61",
    "7, 5, 7, 5",
    "9, 8, 1, 1"
  })
  void isTheMeanOfTheAreaCovered(int height, int width, int newHeight, int newWidth) {
    SplittableRandom random = new SplittableRandom(3);
    byte[] picture = new byte[height * width];
    random.nextBytes(picture);
    byte[] smaller = new byte[newHeight * newWidth];
    new AreaResize(height, width, newHeight, newWidth).apply(picture, smaller);
    double[] means = means(picture, height, width, newHeight, newWidth);
    for (int i = 0; i < smaller.length; i++) {
      // Single precision may tip what lies between two whole numbers.
      assertThat((double) (smaller[i] & 0xff)).isCloseTo(means[i], within(0.501));
    }
  }

  /** What cv2 5.0.0 and 4.11.0 make of pixels (31 r + 17 c + r c) mod 256, 6×5 to 4×3 by INTER_AREA. */
  @Test
  void equalsOpenCv() {
    byte[] picture = new byte[6 * 5];
    for (int r = 0; r < 6; r++) {
      for (int c = 0; c < 5; c++) {
        picture[r * 5 + c] = (byte) (31 * r + 17 * c + r * c);
      }
    }
    byte[] smaller = new byte[4 * 3];
    new AreaResize(6, 5, 4, 3).apply(picture, smaller);
    assertThat(IntStream.range(0, 12).map(i -> smaller[i] & 0xff))
        .containsExactly(17, 45, 73, 59, 89, 119, 111, 144, 177, 153, 188, 223);
  }

  /** Only what has changed is computed, and comes out as if all were. */
  @Test
  void remembersNothingThatShows() {
    SplittableRandom random = new SplittableRandom(4);
    byte[] picture = new byte[210 * 160];
    AreaResize used = new AreaResize(210, 160, 84, 84);
    byte[] actual = new byte[84 * 84];
    byte[] expected = new byte[84 * 84];
    for (int i = 0; i < 200; i++) {
      // A few pixels, mostly in one row; at times none, at times all.
      for (int k = random.nextInt(6); k > 0; k--) {
        picture[random.nextInt(picture.length)] = (byte) random.nextInt(256);
      }
      if (i % 50 == 49) {
        random.nextBytes(picture);
      }
      used.apply(picture, actual);
      new AreaResize(210, 160, 84, 84).apply(picture, expected);
      assertThat(actual).isEqualTo(expected);
      Arrays.fill(actual, (byte) 1);
    }
  }

  @Test
  void keepsWhiteWhite() {
    byte[] white = new byte[210 * 160];
    Arrays.fill(white, (byte) 255);
    byte[] smaller = new byte[84 * 84];
    new AreaResize(210, 160, 84, 84).apply(white, smaller);
    assertThat(smaller).containsOnly(255);
  }

  @Test
  void onlyShrinks() {
    assertThatThrownBy(() -> new AreaResize(210, 160, 84, 161))
        .hasMessage("a screen of 210×160 pixels cannot be shrunk to 84×161");
  }
}
