package dev.admiral.env;

import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.List;

/**
 * Observes (the episode's random number, the steps so far); rewards with the action; terminates
 * after a number of steps of its own. For tests with rows written by hand.
 */
public final class CountingEnvironment implements Environment {
  private final int episodeLength;
  private final StepResult result = new StepResult(2, 1);
  private double episodeNumber;
  private int steps;
  private boolean over = true;
  private boolean closed;

  public CountingEnvironment(int episodeLength) {
    this.episodeLength = episodeLength;
  }

  @Override
  public Box observationSpace() {
    return Box.cube(2, 0, 1e6);
  }

  @Override
  public Space actionSpace() {
    return Box.cube(1, -1, 1);
  }

  @Override
  public List<String> infoNames() {
    return List.of("steps_left");
  }

  @Override
  public StepResult reset(RandomStream random) {
    episodeNumber = random.nextInt(1000);
    return begin();
  }

  @Override
  public StepResult resetTo(double[] state) {
    episodeNumber = state[0];
    return begin();
  }

  private StepResult begin() {
    steps = 0;
    over = false;
    return observe(0);
  }

  @Override
  public StepResult step(double[] action) {
    if (over) {
      throw new IllegalStateException("the episode is over: reset first");
    }
    steps++;
    return observe(action[0]);
  }

  private StepResult observe(double reward) {
    over = steps >= episodeLength;
    result.observation()[0] = episodeNumber;
    result.observation()[1] = steps;
    result.info()[0] = episodeLength - steps;
    return result.with(reward, over, false);
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
