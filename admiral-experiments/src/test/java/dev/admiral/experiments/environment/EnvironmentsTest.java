package dev.admiral.experiments.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.experiments.UsageException;
import dev.admiral.mujoco.task.HalfCheetahDirection;
import dev.admiral.mujoco.task.ReacherGoal;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
  @Test
  void aTaskIsOneThatTheFamilyDraws() {
    assertThat(Environments.task(new HalfCheetahDirection(), List.of(-1.0))).containsExactly(-1);
    assertThat(Environments.task(new ReacherGoal(), List.of(0.0, 0.2))).containsExactly(0, 0.2);
    assertThat(Environments.task(new ReacherGoal(), List.of())).containsExactly(0, 0);
    assertThat(Math.abs(Environments.task(new HalfCheetahDirection(), List.of())[0])).isEqualTo(1);
    assertThatThrownBy(() -> Environments.task(new HalfCheetahDirection(), List.of(0.0)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("task [0.0] is within ")
        .hasMessageContaining(", but none of the tasks of half-cheetah-dir, such as [");
    assertThatThrownBy(() -> Environments.task(new ReacherGoal(), List.of(0.2, 0.2)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none of the tasks of reacher, such as [");
    assertThatThrownBy(() -> Environments.task(new HalfCheetahDirection(), List.of(2.0)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("task [2.0] is not in the tasks of half-cheetah-dir, ");
  }
}
