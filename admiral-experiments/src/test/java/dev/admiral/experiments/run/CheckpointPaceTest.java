package dev.admiral.experiments.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CheckpointPaceTest {
  private static final long SECOND = 1_000_000_000;

  private final CheckpointPace pace = new CheckpointPace(Duration.ofSeconds(30));

  @Test
  void cheapCheckpointsComeAsAskedFor() {
    pace.taken(100 * SECOND, 100 * SECOND + SECOND / 2);
    assertThat(pace.isDue(130 * SECOND)).isFalse();
    assertThat(pace.isDue(131 * SECOND)).isTrue();
  }

  /** 6 s are 3 % of 200 s. */
  @Test
  void dearOnesTakeASmallPartOfTheTime() {
    pace.taken(100 * SECOND, 106 * SECOND);
    assertThat(pace.isDue(299 * SECOND)).isFalse();
    assertThat(pace.isDue(301 * SECOND)).isTrue();

    pace.taken(301 * SECOND, 302 * SECOND); // the next was cheaper
    assertThat(pace.isDue(335 * SECOND)).isTrue();
  }

  @Test
  void whoAsksForOneAfterEveryUpdateGetsIt() {
    CheckpointPace every = new CheckpointPace(Duration.ZERO);
    every.taken(0, 10 * SECOND);
    assertThat(every.isDue(10 * SECOND)).isTrue();
  }

  /** Reading takes no time from the training. */
  @Test
  void afterAResumptionTheIntervalIsAsAskedFor() {
    pace.taken(100 * SECOND, 100 * SECOND);
    assertThat(pace.isDue(129 * SECOND)).isFalse();
    assertThat(pace.isDue(130 * SECOND)).isTrue();
  }
}
