package dev.admiral.experiments.maml;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.config.Nearest;
import java.util.Arrays;
import java.util.List;

/** The attacks on a meta-policy, by name. */
public enum AttackKind {
  NONE("none", "no attack"),
  RANDOM("random", "noise that is uniform on [−ε, ε] in every coordinate"),
  GAUSSIAN("gaussian", "noise from N(0, ε²) in every coordinate, cut at ±3 ε"),
  FGSM("fgsm", "ε times the sign of the gradient of the policy's loss"),
  ADGAN(
      "adgan", "a generator trained against the policy, scaled and cut to the Euclidean length ε");

  private final String id;
  private final String description;

  AttackKind(String id, String description) {
    this.id = id;
    this.description = description;
  }

  /** The name on the command line. */
  public String id() {
    return id;
  }

  /** One line on what it does. */
  public String description() {
    return description;
  }

  /** Those that attack. */
  public static List<AttackKind> attacks() {
    return Arrays.stream(values()).filter(kind -> kind != NONE).toList();
  }

  /**
   * The attack of this name.
   *
   * @throws UsageException if there is none
   */
  public static AttackKind of(String id) {
    return attacks().stream()
        .filter(kind -> kind.id.equals(id))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                Nearest.unknown("attack", id, attacks().stream().map(AttackKind::id).toList())));
  }
}
