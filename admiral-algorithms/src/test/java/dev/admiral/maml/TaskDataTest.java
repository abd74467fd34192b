package dev.admiral.maml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.random.RandomStream;
import dev.admiral.rollout.EpisodeBatch;
import dev.admiral.rollout.GeneralizedAdvantage;
import dev.admiral.rollout.Trajectories;
import org.junit.jupiter.api.Test;

class TaskDataTest {

  @Test
  void advantagesAreStandardised() {
    RandomStream random = RandomStream.of(1);
    Trajectories trajectories = new Trajectories(10, 6, 1, 1);
    for (int r = 0; r < trajectories.rows(); r++) {
      trajectories.observations().set(r, 0, (float) random.nextGaussian());
      trajectories.rewards()[r] = (float) (3 + random.nextGaussian());
    }
    trajectories.terminated()[trajectories.row(4, 2)] = true;

    TaskData data = TaskData.of(new EpisodeBatch(trajectories), new GeneralizedAdvantage(0.99, 1));

    assertThat(data.rows()).isEqualTo(55); // one episode ended after five steps
    double mean = 0;
    double squares = 0;
    for (float advantage : data.advantages()) {
      mean += advantage / data.rows();
      squares += advantage * advantage / data.rows();
    }
    assertThat(mean).isCloseTo(0, within(1e-6));
    assertThat(squares).isCloseTo(1, within(1e-4));
  }
}
