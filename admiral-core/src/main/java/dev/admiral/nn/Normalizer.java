package dev.admiral.nn;

/** An affine map of every coordinate of an observation to numbers that a network likes. */
public sealed interface Normalizer permits RunningNormalizer, ConstantScale {

  /** How many coordinates there are. */
  int size();

  /** Writes the image of the first {@link #size} columns of {@code x} into those of {@code out}. */
  void normalize(Matrix x, Matrix out);

  /** Turns gradients with respect to what {@link #normalize} wrote into those with respect to x, in place. */
  void pullBack(Matrix gradients);
}
