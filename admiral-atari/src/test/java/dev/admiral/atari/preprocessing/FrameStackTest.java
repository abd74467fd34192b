package dev.admiral.atari.preprocessing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.atari.preprocessing.FrameStack.Start;
import org.junit.jupiter.api.Test;

class FrameStackTest {

  private static byte[] picture(int... pixels) {
    byte[] bytes = new byte[pixels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) pixels[i];
    }
    return bytes;
  }

  private static float[] written(FrameStack stack, int size) {
    float[] floats = new float[size + 1];
    stack.write(floats, 1);
    double[] doubles = new double[size];
    stack.write(doubles);
    float[] result = new float[size];
    for (int i = 0; i < size; i++) {
      assertThat(doubles[i]).isEqualTo(floats[i + 1]);
      result[i] = floats[i + 1];
    }
    return result;
  }

  @Test
  void beginsWithBlack() {
    FrameStack stack = new FrameStack(3, 2, Start.ZEROS);
    stack.begin(picture(255, 7));
    assertThat(written(stack, 6)).containsExactly(0, 0, 255, 0, 0, 7);
    stack.push(picture(1, 2));
    stack.push(picture(3, 4));
    stack.push(picture(5, 6));
    assertThat(written(stack, 6)).containsExactly(1, 3, 5, 2, 4, 6);
    stack.begin(picture(8, 9));
    assertThat(written(stack, 6)).containsExactly(0, 0, 8, 0, 0, 9);
  }

  @Test
  void orRepeatsTheFirstPicture() {
    FrameStack stack = new FrameStack(3, 2, Start.REPEATED);
    stack.begin(picture(8, 9));
    assertThat(written(stack, 6)).containsExactly(8, 8, 8, 9, 9, 9);
    stack.push(picture(200, 201));
    assertThat(written(stack, 6)).containsExactly(8, 8, 200, 9, 9, 201);
  }
}
