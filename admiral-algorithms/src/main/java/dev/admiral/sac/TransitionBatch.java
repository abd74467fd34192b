package dev.admiral.sac;

import dev.admiral.nn.Matrix;

/**
 * Some transitions, row by row, to learn from.
 *
 * @param observations s, shape {@code [rows, observation]}
 * @param actions a, shape {@code [rows, action]}
 * @param rewards r, shape {@code [rows]}
 * @param continuations 0 where nothing lies beyond s′, else 1; shape {@code [rows]}
 * @param nextObservations s′, shape {@code [rows, observation]}
 */
public record TransitionBatch(
    Matrix observations,
    Matrix actions,
    float[] rewards,
    float[] continuations,
    Matrix nextObservations) {

  public int rows() {
    return observations.rows();
  }

  /** Fills row {@code row}. */
  public void copy(TransitionRing source, long position, int row) {
    source.observation(position, observations, row);
    source.action(position, actions, row);
    rewards[row] = source.reward(position);
    continuations[row] = source.continuation(position);
    source.nextObservation(position, nextObservations, row);
  }
}
