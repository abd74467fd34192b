package dev.admiral.experiments.atpa;

import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.algorithm.KeptJob;
import dev.admiral.experiments.attack.AttackSettings;
import dev.admiral.experiments.attack.LoadedPolicy;
import dev.admiral.experiments.attack.PolicyAttackKind;
import dev.admiral.experiments.attack.TrainedPolicy;
import dev.admiral.experiments.ppo.PpoSettings;
import dev.admiral.nn.Matrix;
import dev.admiral.perturbation.CheckedAttack;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;

/**
 * Pictures of an Atari policy's own states, as the policy attack changes them.
 *
 * @param policy the victim
 * @param attack on it
 * @param count how many states
 * @param depth of the stack of pictures that the policy is shown
 * @param results where what was measured is kept
 */
record PictureJob(TrainedPolicy policy, AttackSettings attack, int count, int depth, String results)
    implements KeptJob<PerturbedPictures> {
  private static final long SEED = 1;

  static PictureJob of(TrainedPolicy policy, AttackSettings attack, String results) {
    if (!(policy.parsed() instanceof PpoSettings settings)) {
      throw new IllegalArgumentException(policy.method() + " does not play games");
    }
    return new PictureJob(
        policy,
        attack.with(PolicyAttackKind.CE_PGD),
        settings.evaluation().landscape().shown(),
        settings.game().stackSize(),
        results);
  }

  @Override
  public String name() {
    return String.format(Locale.ROOT, "pictures-%s", Integer.toHexString(inputs().hashCode()));
  }

  @Override
  public String inputs() {
    return String.join(
        "\n",
        policy.inputs(),
        policy.parsed().evaluation().choice().toString(),
        attack.toString(),
        count + " pictures");
  }

  @Override
  public Class<PerturbedPictures> resultType() {
    return PerturbedPictures.class;
  }

  @Override
  public String description() {
    return "perturbed pictures of " + policy.run();
  }

  @Override
  public void run(DoubleConsumer progress) {
    LoadedPolicy loaded = policy.load();
    Policy victim = loaded.policy();
    float[] theta = loaded.parameters();
    RandomStreams streams = new RandomStreams(SEED);
    Matrix clean = VisitedStates.draw(loaded, streams, count);
    RandomStream[] random = new RandomStream[count];
    for (int i = 0; i < count; i++) {
      random[i] = streams.stream("attack", i);
    }
    CheckedAttack checked = new CheckedAttack(loaded.attack(attack).orElseThrow(), victim, random);
    Matrix shown = checked.perturb(theta, clean);
    PolicyPass pass = victim.pass(count, Workers.SERIAL);
    Matrix best = Matrix.zeros(count, victim.distribution().actionSize());
    int free = victim.freeOffset();
    victim.distribution().mode(pass.forward(theta, clean), theta, free, best);
    float[] before = new float[count];
    float[] after = new float[count];
    victim.distribution().logProbability(pass.outputs(), theta, free, best, before);
    victim.distribution().logProbability(pass.forward(theta, shown), theta, free, best, after);
    List<PerturbedPicture> pictures = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pictures.add(picture(clean, shown, i, Math.exp(before[i]), Math.exp(after[i])));
    }
    keep(new PerturbedPictures(pictures));
    progress.accept(1);
  }

  /** Of the last channel, the most recent of the stack. */
  private PerturbedPicture picture(
      Matrix clean, Matrix shown, int row, double before, double after) {
    List<Integer> pixels = new ArrayList<>();
    List<Double> change = new ArrayList<>();
    for (int i = depth - 1; i < clean.columns(); i += depth) {
      pixels.add(Math.round(clean.get(row, i)));
      change.add((double) shown.get(row, i) - clean.get(row, i));
    }
    return new PerturbedPicture(pixels, change, before, after);
  }
}
