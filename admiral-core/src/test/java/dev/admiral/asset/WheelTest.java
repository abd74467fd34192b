package dev.admiral.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WheelTest {
  @TempDir Path folder;
  private Path file;
  private WheelFixture fixture;

  @BeforeEach
  void describe() {
    file = folder.resolve("thing-1-py3-none-any.whl");
    fixture =
        new WheelFixture().with("thing/model.xml", "<mujoco/>").with("thing/a,b.txt", "comma");
  }

  @Test
  void extractsWhatTheRecordLists() throws IOException {
    try (Wheel wheel = new Wheel(fixture.write(file))) {
      assertThat(wheel.entries(name -> true)).containsExactly("thing/a,b.txt", "thing/model.xml");
      Path target = folder.resolve("deep/er/model.xml");
      wheel.extract("thing/model.xml", target);
      assertThat(target).hasContent("<mujoco/>");
    }
  }

  @Test
  void refusesAnEntryThatIsNotWhatTheRecordSays() throws IOException {
    Path target = folder.resolve("model.xml");
    try (Wheel wheel = new Wheel(fixture.tamper("thing/model.xml", "<mujocO/>").write(file))) {
      assertThatThrownBy(() -> wheel.extract("thing/model.xml", target))
          .isInstanceOf(AssetException.class)
          .hasMessageContaining("thing/model.xml in the wheel")
          .hasMessageContaining("is not what its RECORD says");
    }
    assertThat(target).doesNotExist();
  }

  @Test
  void refusesAMissingEntry() throws IOException {
    try (Wheel wheel = new Wheel(fixture.lose("thing/model.xml").write(file))) {
      assertThatThrownBy(() -> wheel.extract("thing/model.xml", folder.resolve("x")))
          .isInstanceOf(AssetException.class)
          .hasMessageEndingWith("lacks thing/model.xml");
    }
  }

  @Test
  void refusesAWheelThatWasCutShortAnywhere() throws IOException {
    byte[] whole = Files.readAllBytes(fixture.write(file));
    for (int length = 0; length < whole.length; length += 17) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> new Wheel(file))
          .isInstanceOf(AssetException.class)
          .hasMessageContaining("damaged or cut short");
    }
  }

  @Test
  void refusesAZipWithoutARecord() throws IOException {
    Files.write(
        file, new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    assertThatThrownBy(() -> new Wheel(file))
        .isInstanceOf(AssetException.class)
        .hasMessageContaining("has no readable RECORD");
  }
}
