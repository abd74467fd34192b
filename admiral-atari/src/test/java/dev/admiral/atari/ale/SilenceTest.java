package dev.admiral.atari.ale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.atari.RequiresAle;
import dev.admiral.atari.assets.Roms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Neither ALE, which writes past Java, nor JavaCPP says anything on the terminal. */
@RequiresAle
class SilenceTest {

  /** What the other process does. */
  static final class Player {
    private Player() {}

    public static void main(String[] arguments) {
      Path rom = Roms.ofEnvironment().rom("boxing", System.err::println);
      try (AleGame game = new AleGame("boxing", rom)) {
        game.reset();
        game.play(0);
        System.out.println("played");
      }
    }
  }

  @Test
  void nothingIsWrittenToTheTerminal() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Player.class.getName())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    assertThat(output).isEqualTo("played");
  }
}
