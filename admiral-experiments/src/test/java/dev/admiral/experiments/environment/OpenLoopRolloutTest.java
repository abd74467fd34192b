package dev.admiral.experiments.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.experiments.UsageException;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenLoopRolloutTest {

  /** Shows the last of its three actions. */
  private static final class Echo implements Environment {
    private final StepResult result = new StepResult(1, 0);

    @Override
    public Box observationSpace() {
      return Box.cube(1, 0, 2);
    }

    @Override
    public Discrete actionSpace() {
      return new Discrete(3);
    }

    @Override
    public StepResult reset(RandomStream random) {
      return result.with(0, false, false);
    }

    @Override
    public StepResult step(double[] action) {
      result.observation()[0] = action[0];
      return result.with(1, false, false);
    }
  }

  @TempDir Path folder;

  private Path actions(String text) throws IOException {
    return Files.writeString(folder.resolve("actions.csv"), text);
  }

  @Test
  void takesIndicesOfActions() throws IOException {
    assertThat(new OpenLoopRollout(new Echo(), actions("0\n2\n1\n")).run(1))
        .isEqualTo(
            """
            step,reward,terminated,truncated,obs_0
            0,1,0,0,0
            1,1,0,0,2
            2,1,0,0,1
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "-1", "0.5"})
  void refusesWhatIsNoAction(String action) throws IOException {
    Path file = actions("0\n" + action + "\n");
    assertThatThrownBy(() -> new OpenLoopRollout(new Echo(), file))
        .isInstanceOf(UsageException.class)
        .hasMessage(file + " line 2: " + action + " is none of the actions 0, …, 2");
  }
}
