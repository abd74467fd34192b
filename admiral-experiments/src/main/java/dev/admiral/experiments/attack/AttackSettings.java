package dev.admiral.experiments.attack;

import dev.admiral.attack.AttackObjective;
import dev.admiral.attack.Pgd;
import dev.admiral.attack.PgdConfig;
import dev.admiral.attack.UniformNoise;
import dev.admiral.attack.UniformWholeNoise;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An attack and how it searches.
 *
 * @param kind which one
 * @param epsilon ε, the radius of the ball, in the units of observations: of 255 on pixels, standard deviations where
 *     observations are normalised
 * @param steps K of the iterated attacks
 * @param stepSize α of the iterated attacks, in the units of ε
 * @param randomStart whether those begin anywhere in the ball
 * @param restarts of those, at least 1
 * @param wholeNumbers whether only whole numbers are shown, by whatever attack
 */
public record AttackSettings(
    PolicyAttackKind kind,
    double epsilon,
    int steps,
    double stepSize,
    boolean randomStart,
    int restarts,
    boolean wholeNumbers)
    implements Serializable {

  public AttackSettings {
    if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("epsilon must be finite and not negative: " + epsilon);
    }
    var _ = new PgdConfig(steps, stepSize, randomStart, restarts, wholeNumbers); // or it throws
  }

  /** ATPA's on Atari, table 2. */
  public static AttackSettings paper() {
    return new AttackSettings(PolicyAttackKind.CE_PGD, 4, 7, 2, true, 1, false);
  }

  /** No attack. */
  public AttackSettings none() {
    return new AttackSettings(PolicyAttackKind.NONE, 0, 1, 1, true, 1, false);
  }

  /**
   * Refuses whole numbers where nothing is whole, or where the ball holds no other: a policy that nothing perturbs looks
   * perfectly robust.
   *
   * @param environment where the attacked policy acts
   * @throws UsageException naming the key and what is allowed
   */
  public void check(String environment) {
    if (wholeNumbers && !Environments.isAtari(environment)) {
      throw new UsageException(
          "attack.whole-numbers is true, but what %s observes is not whole: it is for games alone"
              .formatted(environment));
    }
    if (wholeNumbers && epsilon < 1) {
      throw new UsageException(
          "attack.whole-numbers is true, so attack.epsilon must be at least 1, not " + epsilon);
    }
  }

  /**
   * Multiples of ε, to be the radii of other balls. Where only whole numbers are shown, each is the largest of those in
   * the ball, comes once, and is left out where it is 0.
   */
  public List<Double> radii(List<Double> factors) {
    Stream<Double> radii = factors.stream().map(factor -> factor * epsilon);
    return wholeNumbers
        ? radii.map(Math::floor).filter(radius -> radius > 0).distinct().toList()
        : radii.toList();
  }

  /**
   * Refuses a search that would never move.
   *
   * @param actions what an action can be
   * @throws UsageException naming the key
   */
  public void checkStart(Space actions) {
    if (!randomStart && isFlatAtTheBeginning(actions)) {
      throw new UsageException(
          "attack.random-start is false, but %s has no slope at the true observation: it would never move"
              .formatted(kind.id()));
    }
  }

  /** A divergence has its minimum there; a Gaussian's mean is its mode, and what is nearest to itself. */
  private boolean isFlatAtTheBeginning(Space actions) {
    return switch (kind) {
      case MAD_PGD -> true;
      case CE_PGD, MAX_PGD -> actions instanceof Box;
      case NONE, MIN_PGD, CRITIC_PGD, PGD_50, FGSM, RANDOM -> false;
    };
  }

  public AttackSettings with(PolicyAttackKind other) {
    return new AttackSettings(other, epsilon, steps, stepSize, randomStart, restarts, wholeNumbers);
  }

  /** The same attack in another ball; steps grow with it. */
  public AttackSettings withEpsilon(double other) {
    double step = epsilon == 0 || other == 0 ? stepSize : stepSize * other / epsilon;
    return new AttackSettings(kind, other, steps, step, randomStart, restarts, wholeNumbers);
  }

  /**
   * The same attack with the search that it makes in place of one that it does not: noise searches for nothing, fgsm
   * takes one step, and pgd-50 fifty of its own. What is the same attack is equal.
   */
  AttackSettings effective() {
    double radius = Math.max(epsilon, Double.MIN_NORMAL);
    return switch (kind) {
      case NONE -> none();
      case RANDOM -> new AttackSettings(kind, epsilon, 1, 1, true, 1, wholeNumbers);
      case FGSM -> new AttackSettings(kind, epsilon, 1, radius, false, 1, wholeNumbers);
      case PGD_50 ->
          new AttackSettings(kind, epsilon, 50, radius / 10, true, restarts, wholeNumbers);
      case CE_PGD, MAX_PGD, MIN_PGD, MAD_PGD, CRITIC_PGD -> this;
    };
  }

  /** How many steps along a gradient the attack takes; 0 where it follows none. */
  int gradientSteps() {
    return kind == PolicyAttackKind.NONE || kind == PolicyAttackKind.RANDOM ? 0 : effective().steps;
  }

  /** How it searches, for a reader. */
  public String search() {
    return switch (kind) {
      case NONE -> "nothing";
      case RANDOM -> "drawn once";
      case FGSM -> "1 step of " + ResultText.setting(epsilon);
      case PGD_50, CE_PGD, MAX_PGD, MIN_PGD, MAD_PGD, CRITIC_PGD -> {
        AttackSettings made = effective();
        yield "%s of %s from %s%s"
            .formatted(
                ResultText.count(made.steps, "step"),
                ResultText.setting(made.stepSize),
                made.randomStart ? "a random start" : "the observation itself",
                restarts > 1 ? ", the best of " + restarts : "");
      }
    };
  }

  /** The same attack as a single search from a random start. */
  public AttackSettings fromAnywhere() {
    return new AttackSettings(kind, epsilon, steps, stepSize, true, 1, wholeNumbers);
  }

  public AttackSettings withSearch(int otherSteps, double otherStepSize, int otherRestarts) {
    return new AttackSettings(
        kind, epsilon, otherSteps, otherStepSize, randomStart, otherRestarts, wholeNumbers);
  }

  /**
   * The attack on one kind of policy; empty for none.
   *
   * @param lowValue what critic-pgd maximises, and needs
   * @param observations what an observation can be
   * @param actions what an action can be
   */
  public Optional<ObservationAttack> attack(
      Optional<AttackObjective> lowValue, Box observations, Space actions) {
    checkStart(actions);
    PerturbationSet set = new PerturbationSet(Norm.MAXIMUM, epsilon, observations);
    return switch (kind) {
      case NONE -> Optional.empty();
      case RANDOM ->
          Optional.of(
              wholeNumbers ? new UniformWholeNoise(epsilon, set) : new UniformNoise(epsilon, set));
      case FGSM, PGD_50, CE_PGD, MAX_PGD, MIN_PGD, MAD_PGD, CRITIC_PGD ->
          Optional.of(new Pgd(kind.objective(lowValue, actions), effective().pgd(actions), set));
    };
  }

  private PgdConfig pgd(Space actions) {
    // Nothing has a slope at a Gaussian's mean, its most probable action: fgsm begins beside it.
    boolean anywhere = kind == PolicyAttackKind.FGSM ? actions instanceof Box : randomStart;
    return new PgdConfig(steps, stepSize, anywhere, restarts, wholeNumbers);
  }
}
