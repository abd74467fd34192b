package dev.admiral.env;

/**
 * What a step gives. An environment owns one and rewrites it each step, so that stepping allocates
 * nothing.
 */
public final class StepResult {
  private final double[] observation;
  private final double[] info;
  private double reward;
  private boolean terminated;
  private boolean truncated;

  public StepResult(int observationSize, int infoSize) {
    this.observation = new double[observationSize];
    this.info = new double[infoSize];
  }

  /** Shape {@code [observation]}, live. */
  public double[] observation() {
    return observation;
  }

  /** The terms named by {@link Environment#infoNames}, live. */
  public double[] info() {
    return info;
  }

  public double reward() {
    return reward;
  }

  /** The episode ended by the task's own rule. */
  public boolean terminated() {
    return terminated;
  }

  /** The episode was cut off; a learner bootstraps from {@link #observation}. */
  public boolean truncated() {
    return truncated;
  }

  /** Sets everything but the arrays; the environment has written those already. */
  public StepResult with(double reward, boolean terminated, boolean truncated) {
    this.reward = reward;
    this.terminated = terminated;
    this.truncated = truncated;
    return this;
  }
}
