package dev.admiral.maml;

import dev.admiral.perturbation.ObservationAttack;
import java.util.Optional;

/**
 * Who perturbs the observations in which phase.
 *
 * @param adaptation while the policy learns the task
 * @param validation while it shows what it has learned
 */
public record Attacks(
    Optional<ObservationAttack> adaptation, Optional<ObservationAttack> validation) {
  /** Nobody. */
  public static final Attacks NONE = new Attacks(Optional.empty(), Optional.empty());

  /** The same in both phases. */
  public static Attacks everywhere(ObservationAttack attack) {
    return new Attacks(Optional.of(attack), Optional.of(attack));
  }

  /** That of a phase. */
  public Optional<ObservationAttack> in(Phase phase) {
    return switch (phase) {
      case ADAPTATION -> adaptation;
      case VALIDATION -> validation;
    };
  }
}
