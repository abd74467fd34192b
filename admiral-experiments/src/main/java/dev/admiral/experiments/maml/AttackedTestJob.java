package dev.admiral.experiments.maml;

import dev.admiral.attack.Fgsm;
import dev.admiral.attack.GaussianNoise;
import dev.admiral.attack.UniformNoise;
import dev.admiral.experiments.algorithm.KeptJob;
import dev.admiral.experiments.environment.TestTaskSource;
import dev.admiral.experiments.statistics.Score;
import dev.admiral.experiments.statistics.StandardError;
import dev.admiral.maml.Attacks;
import dev.admiral.maml.MamlConfig;
import dev.admiral.maml.Phase;
import dev.admiral.maml.TaskAdaptation;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.perturbation.PerturbationSet;
import dev.admiral.perturbation.PerturbationSet.Norm;
import dev.admiral.policy.Policy;
import dev.admiral.rollout.EpisodeBatch;
import dev.admiral.space.Box;
import dev.admiral.task.TaskFamily;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;

/**
 * Tests a meta-policy on all test tasks under one attack.
 *
 * @param victim who is tested
 * @param kind of the attack
 * @param strength ε
 * @param trainedOn against whom the generator was trained, where the attack has one; the victim itself, or
 *     another from which it is transferred
 * @param phases in which the victim is attacked, by name
 * @param seed of the episodes
 */
record AttackedTestJob(
    MetaPolicy victim,
    AttackKind kind,
    double strength,
    MetaPolicy trainedOn,
    List<String> phases,
    long seed)
    implements KeptJob<AttackedTest> {
  private static final double GENERATOR_SHARE = 0.9; // of the time, roughly

  /** Attacked in both phases. */
  static AttackedTestJob everywhere(
      MetaPolicy victim, AttackKind kind, double strength, MetaPolicy trainedOn) {
    return new AttackedTestJob(
        victim, kind, strength, trainedOn, names(EnumSet.allOf(Phase.class)), 1);
  }

  static List<String> names(Set<Phase> phases) {
    return phases.stream().map(Phase::name).toList();
  }

  @Override
  public String description() {
    return "%s under %s at %s".formatted(victim.run(), kind.id(), strength);
  }

  /** Within the victim's run. */
  @Override
  public String results() {
    return attacks(victim).toString();
  }

  private static Path attacks(MetaPolicy policy) {
    return Path.of(policy.run()).resolve("attacks");
  }

  @Override
  public String name() {
    String from =
        kind == AttackKind.ADGAN
            ? "-from-%s-s%d-%d".formatted(trainedOn.method(), trainedOn.seed(), trainedOn.step())
            : "";
    return "%s-%s%s-%s-step-%d-seed-%d"
        .formatted(
            kind.id(),
            strength,
            from,
            String.join("-", phases).toLowerCase(Locale.ROOT),
            victim.step(),
            seed);
  }

  @Override
  public double work() {
    return kind == AttackKind.ADGAN && trainedOn.equals(victim) ? 10 : 1;
  }

  @Override
  public String inputs() {
    MamlSettings settings = victim.parsed();
    return String.join(
        "\n",
        victim.inputs(),
        settings.evaluation().toString(),
        kind.id(),
        Double.toString(strength),
        phases.toString(),
        Long.toString(seed),
        kind == AttackKind.ADGAN ? TrainedGenerators.inputs(trainedOn) : "");
  }

  @Override
  public Class<AttackedTest> resultType() {
    return AttackedTest.class;
  }

  @Override
  public void run(DoubleConsumer progress) {
    MamlSettings settings = victim.parsed();
    MetaTestConfig test = settings.evaluation();
    TaskFamily family = victim.family();
    Policy policy = victim.policy();
    float[] theta = victim.parameters();
    Attacks attacks = attacks(attack(policy, part -> progress.accept(GENERATOR_SHARE * part)));
    MamlConfig config = settings.training().withEpisodes(test.episodes());
    List<double[]> tasks = TestTaskSource.tasks(family, test.tasks());
    List<List<Score>> before = new ArrayList<>();
    List<List<Score>> after = new ArrayList<>();
    double largestChange;
    double largestLength;
    try (TaskAdaptation adaptation =
        new TaskAdaptation(
            config, family, policy, test.steps(), victim.streams("attack/test/" + seed), "test")) {
      adaptation.attacks(attacks);
      for (int i = 0; i < tasks.size(); i++) {
        progress.accept(GENERATOR_SHARE + (1 - GENERATOR_SHARE) * i / tasks.size());
        List<Score> taskBefore = new ArrayList<>();
        List<Score> taskAfter = new ArrayList<>();
        for (int repeat = 0; repeat < test.seeds(); repeat++) {
          var _ = adaptation.run(tasks.get(i), theta);
          taskBefore.add(
              score(
                  test.steps() == 0
                      ? adaptation.validationData().episodes()
                      : adaptation.adaptationData().getFirst().episodes()));
          taskAfter.add(score(adaptation.validationData().episodes()));
        }
        before.add(taskBefore);
        after.add(taskAfter);
      }
      largestChange = adaptation.largestChange();
      largestLength = adaptation.largestLength();
    }
    keep(new AttackedTest(before, after, largestChange, largestLength));
  }

  private static Score score(EpisodeBatch episodes) {
    double[] returns = episodes.returns();
    return new Score(Arrays.stream(returns).average().orElseThrow(), StandardError.of(returns));
  }

  private Attacks attacks(Optional<ObservationAttack> attack) {
    Set<Phase> attacked = phases.stream().map(Phase::valueOf).collect(Collectors.toSet());
    return new Attacks(
        attack.filter(_ -> attacked.contains(Phase.ADAPTATION)),
        attack.filter(_ -> attacked.contains(Phase.VALIDATION)));
  }

  private Optional<ObservationAttack> attack(Policy policy, DoubleConsumer progress) {
    Box box = Box.unbounded(policy.network().inputSize());
    return switch (kind) {
      case NONE -> Optional.empty();
      case RANDOM ->
          Optional.of(new UniformNoise(strength, new PerturbationSet(Norm.MAXIMUM, strength, box)));
      case GAUSSIAN ->
          Optional.of(
              new GaussianNoise(0, strength, new PerturbationSet(Norm.MAXIMUM, 3 * strength, box)));
      case FGSM -> Optional.of(new Fgsm(strength, box));
      case ADGAN ->
          Optional.of(
              TrainedGenerators.against(trainedOn, attacks(trainedOn), progress)
                  .attack(strength, box));
    };
  }
}
