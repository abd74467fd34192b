package dev.admiral.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.random.RandomStream;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private static final double[] ACTION = {0.5};

  @Test
  void truncatesAtTheLimitAndCountsAfreshAfterEachReset() {
    TimeLimit environment = new TimeLimit(new CountingEnvironment(10), 3);
    for (int episode = 0; episode < 2; episode++) {
      assertThat(environment.reset(RandomStream.of(1)).truncated()).isFalse();
      assertThat(environment.step(ACTION).truncated()).isFalse();
      assertThat(environment.step(ACTION).truncated()).isFalse();
      StepResult last = environment.step(ACTION);
      assertThat(last.truncated()).isTrue();
      assertThat(last.terminated()).isFalse();
      assertThat(last.reward()).isEqualTo(0.5);
    }
  }

  @Test
  void terminationOnTheLastStepIsBoth() {
    TimeLimit environment = new TimeLimit(new CountingEnvironment(2), 2);
    environment.reset(RandomStream.of(1));
    environment.step(ACTION);
    StepResult last = environment.step(ACTION);
    assertThat(last.terminated()).isTrue();
    assertThat(last.truncated()).isTrue();
  }

  @Test
  void beginsInAGivenStateAndCountsAfresh() {
    TimeLimit environment = new TimeLimit(new CountingEnvironment(10), 2);
    environment.reset(RandomStream.of(1));
    environment.step(ACTION);
    assertThat(environment.resetTo(new double[] {42}).observation()).containsExactly(42, 0);
    assertThat(environment.step(ACTION).truncated()).isFalse();
    assertThat(environment.step(ACTION).truncated()).isTrue();
  }

  @Test
  void passesSpacesInfosAndCloseOn() {
    CountingEnvironment inner = new CountingEnvironment(10);
    TimeLimit environment = new TimeLimit(inner, 2);
    assertThat(environment.observationSpace()).isEqualTo(inner.observationSpace());
    assertThat(environment.actionSpace()).isEqualTo(inner.actionSpace());
    assertThat(environment.infoNames()).containsExactly("steps_left");
    environment.close();
    assertThat(inner.isClosed()).isTrue();
  }

  @Test
  void refusesALimitOfNoSteps() {
    assertThatThrownBy(() -> new TimeLimit(new CountingEnvironment(1), 0))
        .hasMessage("a time limit is at least 1 step, not 0");
  }
}
