package dev.admiral.maml;

/** What episodes are for. */
public enum Phase {
  /** The policy shall learn the task from them (the paper: training phase). */
  ADAPTATION,
  /** They show what it has learned (the paper: validation phase). */
  VALIDATION
}
