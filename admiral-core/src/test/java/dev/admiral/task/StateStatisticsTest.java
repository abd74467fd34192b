package dev.admiral.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.env.TimeLimit;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateStatisticsTest {

  private static Environment line() {
    return new LineFamily().newDynamics();
  }

  /** Steps the same environment with the same stream, keeps every state, and takes two passes. */
  private static List<Double> statesByHand(int episodes, int horizon) {
    List<Double> states = new ArrayList<>();
    RandomStream random = RandomStream.of(3);
    try (Environment line = line()) {
      for (int episode = 0; episode < episodes; episode++) {
        line.reset(random);
        for (int t = 0; t < horizon; t++) {
          double action = random.nextDouble(-1, 1);
          states.add(line.step(new double[] {action}).observation()[0]);
        }
      }
    }
    return states;
  }

  @Test
  void areThoseOfTheStatesThatWereVisited() {
    List<Double> states = statesByHand(20, 7);
    double mean = states.stream().mapToDouble(x -> x).average().orElseThrow();
    double variance =
        states.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow();

    StateStatistics statistics =
        StateStatistics.ofRandomPolicy(StateStatisticsTest::line, 20, 7, RandomStream.of(3));

    assertThat(statistics.size()).isEqualTo(1);
    assertThat(statistics.mean().getFirst()).isCloseTo(mean, within(1e-12));
    assertThat(statistics.standardDeviation().getFirst())
        .isCloseTo(Math.sqrt(variance), within(1e-12));
  }

  /** x′ = x₀ + a with x₀ ~ U(±0.1), a ~ U(±1): variance (0.01 + 1)/3. */
  @Test
  void ofOneStepAreThoseOfASumOfUniforms() {
    StateStatistics statistics =
        StateStatistics.ofRandomPolicy(StateStatisticsTest::line, 40_000, 1, RandomStream.of(1));
    assertThat(statistics.mean().getFirst()).isCloseTo(0, within(0.01));
    assertThat(statistics.standardDeviation().getFirst())
        .isCloseTo(Math.sqrt(1.01 / 3), within(0.01));
  }

  @Test
  void anEpisodeEndsWithTheEnvironment() {
    StateStatistics horizon =
        StateStatistics.ofRandomPolicy(StateStatisticsTest::line, 50, 3, RandomStream.of(2));
    StateStatistics truncated =
        StateStatistics.ofRandomPolicy(
            () -> new TimeLimit(line(), 3), 50, 1000, RandomStream.of(2));
    assertThat(truncated).isEqualTo(horizon);
  }

  @Test
  void areTheSameForTheSameStream() {
    StateStatistics first =
        StateStatistics.ofRandomPolicy(StateStatisticsTest::line, 5, 5, RandomStream.of(7));
    assertThat(StateStatistics.ofRandomPolicy(StateStatisticsTest::line, 5, 5, RandomStream.of(7)))
        .isEqualTo(first);
    assertThat(StateStatistics.ofRandomPolicy(StateStatisticsTest::line, 5, 5, RandomStream.of(8)))
        .isNotEqualTo(first);
  }

  @Test
  void closesItsEnvironment() {
    List<Environment> closed = new ArrayList<>();
    StateStatistics.ofRandomPolicy(() -> new Alternating(1, closed), 2, 2, RandomStream.of(1));
    assertThat(closed).hasSize(1);
  }

  @Test
  void refusesAStateThatNeverChanges() {
    assertThatThrownBy(() ->
            StateStatistics.ofRandomPolicy(
                () -> new Alternating(0, new ArrayList<>()), 2, 2, RandomStream.of(1)))
        .hasMessage(
            "component 0 of a state needs a finite mean and a finite, positive standard deviation,"
                + " not 0.0 and 0.0");
  }

  @Test
  void refusesWhatIsNotOne() {
    assertThatThrownBy(() -> new StateStatistics(List.of(1.0, 2.0), List.of(1.0)))
        .hasMessage("state statistics need as many means as standard deviations, not 2 and 1");
    assertThatThrownBy(() -> new StateStatistics(List.of(Double.NaN), List.of(1.0)))
        .hasMessageContaining("not NaN and 1.0");
    assertThatThrownBy(() -> new StateStatistics(List.of(1.0), List.of(-1.0)))
        .hasMessageContaining("not 1.0 and -1.0");
    assertThatThrownBy(() -> new StateStatistics(List.of(1.0), List.of(Double.POSITIVE_INFINITY)))
        .hasMessageContaining("not 1.0 and Infinity");
    assertThatThrownBy(() ->
            StateStatistics.ofRandomPolicy(StateStatisticsTest::line, 0, 5, RandomStream.of(1)))
        .hasMessage("episodes and horizon are at least 1, not 0 and 5");
  }

  /** Arrives at ±{@code size}, in turn. */
  private static final class Alternating implements Environment {
    private final StepResult result = new StepResult(1, 0);
    private final List<Environment> closed;
    private double state;

    Alternating(double size, List<Environment> closed) {
      this.state = size;
      this.closed = closed;
    }

    @Override
    public Box observationSpace() {
      return Box.unbounded(1);
    }

    @Override
    public Space actionSpace() {
      return Box.cube(1, -1, 1);
    }

    @Override
    public StepResult reset(RandomStream random) {
      return result.with(0, false, false);
    }

    @Override
    public StepResult step(double[] action) {
      state = 0 - state;
      result.observation()[0] = state;
      return result.with(0, false, false);
    }

    @Override
    public void close() {
      closed.add(this);
    }
  }
}
