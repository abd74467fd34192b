package dev.admiral.mujoco.task;

import dev.admiral.mujoco.env.ResetNoise;
import dev.admiral.task.TaskFamily;

/** A task family on one of MuJoCo's robots, with what can be changed about its simulation. */
public interface MujocoTaskFamily extends TaskFamily {

  /** How many time steps of the simulation make one step, at least 1. */
  int frameSkip();

  /** What a reset adds to the model's initial state: p₀'s noise. */
  ResetNoise resetNoise();

  /**
   * This family with another simulation, and all else as it was.
   *
   * @param newFrameSkip at least 1
   * @param newHorizon at least 1
   */
  MujocoTaskFamily with(int newFrameSkip, ResetNoise newResetNoise, int newHorizon);
}
