package dev.admiral.experiments.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final AtomicLong now = new AtomicLong();
  private final RemainingTime remaining = new RemainingTime(now::get);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void timeBeforeAResumeDoesNotCount() {
    remaining.at(0.5);
    pass(10);

    assertThat(remaining.at(0.6)).hasValueSatisfying(left -> assertThat(left).hasSeconds(40));
    assertThat(remaining.textAt(0.6)).isEqualTo("ETA 0:40");
    pass(20_000);
    assertThat(remaining.textAt(0.7)).isEqualTo("ETA 8:20:15");
  }

  @Test
  void linesComeNowAndThen() {
    Progress progress = new ProgressLines(out, remaining);
    for (int second = 0; second <= 25; second++) {
      progress.update(second / 100.0, "step " + second);
      pass(1);
    }
    progress.message("done");

    assertThat(text())
        .isEqualTo(
            "  0 %%  step 0%n 10 %%  ETA 1:30  step 10%n 20 %%  ETA 1:20  step 20%ndone%n"
                .formatted());
  }

  @Test
  void theBarStaysOnItsLine() {
    Progress progress = new ProgressBar(out, remaining, 60);
    progress.update(0, "beginning");
    pass(30);
    progress.update(0.5, "a phase with a name that is much too long for this terminal");
    progress.message("a notice");
    progress.close();

    assertThat(text().replace("\u001b[K", "").lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThan(60));
    assertThat(text())
        .contains("[###############               ]  50 %  ETA 0:30  a phase")
        .contains("a notice" + System.lineSeparator() + "[####")
        .endsWith("\r\u001b[K");
  }

  private void pass(int seconds) {
    now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
