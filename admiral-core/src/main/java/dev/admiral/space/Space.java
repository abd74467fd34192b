package dev.admiral.space;

/** The set that an observation or an action belongs to. */
public sealed interface Space permits Box, Discrete {

  /** How many numbers describe one member of this space. */
  int size();
}
