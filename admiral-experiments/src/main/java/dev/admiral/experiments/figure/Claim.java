package dev.admiral.experiments.figure;

import java.util.List;

/**
 * What the paper says about a method.
 *
 * @param method the method that it is about
 * @param rivals those that it is said to be better than; empty for all others
 * @param sentence the claim
 */
record Claim(String method, List<String> rivals, String sentence) {
  static final String ADMRL = "admrl";

  Claim {
    rivals = List.copyOf(rivals);
  }

  /** A claim against all others. */
  Claim(String method, String sentence) {
    this(method, List.of(), sentence);
  }

  /** The same of fewer rivals. */
  Claim against(List<String> some) {
    return new Claim(method, some, sentence);
  }

  /** Whether it says anything of {@code other}. */
  boolean concerns(String other) {
    return rivals.isEmpty() || other.equals(method) || rivals.contains(other);
  }
}
