package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DepartedReaderTest {

  private static PrintStream failing(String reason, boolean pipe) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException(reason);
          }
        };
    return new PrintStream(new DepartedReader(broken, () -> pipe), true, StandardCharsets.UTF_8);
  }

  private static boolean fails(PrintStream out) {
    out.println("a line");
    out.println("another");
    return out.checkError();
  }

  @Test
  void aReaderThatIsGoneIsNoFailure() {
    assertThat(fails(failing("Broken pipe", false))).isFalse();
    assertThat(fails(failing("Relais brisé", true))).isFalse();
  }

  @Test
  void aFullDiskIsOne() {
    assertThat(fails(failing("No space left on device", false))).isTrue();
  }
}
