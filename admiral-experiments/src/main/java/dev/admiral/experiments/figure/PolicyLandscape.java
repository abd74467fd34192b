package dev.admiral.experiments.figure;

import java.util.List;

/**
 * How much what an attack leads a policy to depends on where the attack begins.
 *
 * @param method its id
 * @param label what a reader calls the method
 * @param stage of its training
 * @param seed of its training
 * @param maxima of each state, the largest divergence of all ordered pairs of starts [nats]
 * @param maps of some states, the divergence of every pair: {@code [state][i][j]}
 */
public record PolicyLandscape(
    String method,
    String label,
    Stage stage,
    long seed,
    List<Double> maxima,
    List<List<List<Double>>> maps) {

  /** When the policy was looked at. */
  public enum Stage {
    MIDDLE,
    END;

    String text() {
      return this == MIDDLE ? "middle" : "end";
    }
  }

  public PolicyLandscape {
    maxima = List.copyOf(maxima);
    maps = List.copyOf(maps);
  }

  /** Such as {@code ATPA, middle}. */
  String name() {
    return label + ", " + stage.text();
  }
}
