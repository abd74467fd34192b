package dev.admiral.admrl;

/** Where {@link AdMrl} stands within a task: what its next update does. */
sealed interface Phase {

  /** A task begins: fresh policy. */
  record Begin() implements Phase {}

  /** Iteration {@code iteration} of zero-shot adaptation (algorithm 1, line 4). */
  record ZeroShot(int iteration) implements Phase {}

  /** The gradient's terms at θ̂ (lines 9 and 10). */
  record ZeroShotTerms() implements Phase {}

  /** Real data for stage {@code stage} of SLBO (line 6). */
  record Collect(int stage) implements Phase {}

  /** Iteration {@code iteration} of virtual training in stage {@code stage} of SLBO (line 7). */
  record Train(int stage, int iteration) implements Phase {}

  /** The next task (lines 8 to 12). */
  record NextTask() implements Phase {}
}
