package dev.admiral.experiments.attack;

import dev.admiral.attack.ActionValueObjective;
import dev.admiral.attack.AttackObjective;
import dev.admiral.attack.PolicyObjective;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.nn.Network;
import dev.admiral.space.Space;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The attacks on a policy's observations, by name; all in an l∞ ball. */
public enum PolicyAttackKind {
  NONE("no attack"),
  CE_PGD("PGD on the cross entropy of the perturbed and the clean policy: ATPA's policy attack"),
  MAX_PGD(
      "PGD away from the most probable action; of sac and PEARL, from that of the largest value"),
  MIN_PGD("PGD towards the least probable action; of sac and PEARL, to that of the least value"),
  MAD_PGD("PGD on the divergence of the perturbed from the clean policy"),
  CRITIC_PGD(
      "PGD towards observations of low value; of sac and PEARL, towards actions of low value"),
  PGD_50("ce-pgd with 50 steps of a tenth of the radius"),
  FGSM("one step of the sign of the gradient away from the most probable action"),
  RANDOM("noise that is uniform in the ball");

  private final String description;

  PolicyAttackKind(String description) {
    this.description = description;
  }

  /** The name on the command line. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** One line on what it does. */
  public String description() {
    return description;
  }

  /** Those that attack. */
  public static List<PolicyAttackKind> attacks() {
    return Arrays.stream(values()).filter(kind -> kind != NONE).toList();
  }

  /**
   * The attack of this name.
   *
   * @throws UsageException if there is none
   */
  public static PolicyAttackKind of(String id) {
    return attacks().stream()
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                Nearest.unknown(
                    "attack", id, attacks().stream().map(PolicyAttackKind::id).toList())));
  }

  /** The keys of an attack's settings that change nothing about this one. */
  Set<String> unusedSettings() {
    return switch (this) {
      case FGSM, RANDOM -> Set.of("kind", "steps", "step-size", "random-start", "restarts");
      case PGD_50 -> Set.of("kind", "steps", "step-size", "random-start");
      case NONE, CE_PGD, MAX_PGD, MIN_PGD, MAD_PGD, CRITIC_PGD -> Set.of("kind");
    };
  }

  /**
   * What it maximises.
   *
   * @param lowValue what an attack on the critic does; empty where there is none, which critic-pgd needs
   */
  AttackObjective objective(Optional<AttackObjective> lowValue, Space actions) {
    return switch (this) {
      case CE_PGD, PGD_50 -> new PolicyObjective.CrossEntropy();
      case MAX_PGD ->
          lowValue.orElse(null) instanceof ActionValueObjective(Network critic, float[] q)
              ? new PolicyObjective.BestValue(critic, q)
              : new PolicyObjective.BestAction();
      case FGSM -> new PolicyObjective.BestAction();
      case MIN_PGD ->
          lowValue.orElse(null) instanceof ActionValueObjective(Network critic, float[] q)
              ? new PolicyObjective.WorstValue(critic, q)
              : new PolicyObjective.WorstAction(actions);
      case MAD_PGD -> new PolicyObjective.Divergence();
      case CRITIC_PGD -> lowValue.orElseThrow();
      case NONE, RANDOM -> throw new IllegalStateException(id() + " maximises nothing");
    };
  }
}
