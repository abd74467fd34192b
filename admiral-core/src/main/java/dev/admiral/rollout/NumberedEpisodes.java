package dev.admiral.rollout;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.Environment;
import dev.admiral.env.StepResult;
import dev.admiral.learner.NonFiniteException;
import dev.admiral.nn.ClippedNormalization;
import dev.admiral.nn.Matrix;
import dev.admiral.perturbation.CheckedAttack;
import dev.admiral.perturbation.ObservationAttack;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.DiagonalGaussian;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import dev.admiral.policy.SquashedGaussian;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whole episodes of a policy, attacked or not. Each has a number, from which all that is random about it derives:
 * episode 7 begins alike whoever attacks, however many episodes are run at once, and in whatever order. So attacks
 * can be compared episode by episode, and no episode is left out for being long.
 *
 * @param environments makes one
 * @param normalization what observations are normalised with, and clipped after, before the policy sees them; empty
 *     where it sees them as they are
 * @param choice how the policy chooses among its actions
 * @param atOnce how many episodes share a batch
 */
public record NumberedEpisodes(
    Supplier<? extends Environment> environments,
    Optional<ClippedNormalization> normalization,
    RolloutCollector.Choice choice,
    int atOnce) {

  /**
   * An episode.
   *
   * @param number of the episode
   * @param episodeReturn undiscounted
   * @param length in steps
   * @param actionChange how much the attack changed the policy's most probable action, mean over steps: the rate of
   *     other choices, or of a Gaussian the largest change of a coordinate of the mean in standard deviations (before tanh, if any)
   */
  public record Outcome(int number, double episodeReturn, int length, double actionChange) {}

  /**
   * What came out.
   *
   * @param episodes by number
   * @param largestChange the largest ‖x̃ − x‖∞ that the policy was shown
   * @param largestLength the largest ‖x̃ − x‖₂ that the policy was shown
   */
  public record Result(List<Outcome> episodes, double largestChange, double largestLength) {}

  public NumberedEpisodes {
    if (atOnce < 1) {
      throw new IllegalArgumentException("at least 1 episode at once, not " + atOnce);
    }
  }

  /**
   * Runs the episodes {@code first} (inclusive) to {@code end} (exclusive).
   *
   * @param parameters θ of the policy
   * @param streams episode k draws from {@code (episode, k)}, {@code (action, k)} and {@code (attack, k)}
   * @param progress told after every step which part of the episodes is over; what it throws ends the run
   */
  public Result run(
      Policy policy,
      float[] parameters,
      Optional<ObservationAttack> attack,
      RandomStreams streams,
      int first,
      int end,
      DoubleConsumer progress) {
    return run(new Run(policy, parameters, attack, streams, first, end, progress, _ -> {}));
  }

  /**
   * Runs the same episodes undisturbed, and tells what the policy sees of them.
   *
   * @param observer given a batch of observations before every step, a row for each episode that is going on; live
   *     until it returns
   */
  public Result watch(
      Policy policy,
      float[] parameters,
      RandomStreams streams,
      int first,
      int end,
      Consumer<Matrix> observer) {
    return run(
        new Run(policy, parameters, Optional.empty(), streams, first, end, part -> {}, observer));
  }

  private static Result run(Run run) {
    try {
      return run.all();
    } finally {
      run.slots.forEach(slot -> slot.environment.close());
    }
  }

  /** One episode after the other, in one environment. */
  private static final class Slot {
    final Environment environment;
    int number;
    double episodeReturn;
    int length;
    double actionChange;
    RandomStream actions = RandomStream.of(0);
    RandomStream attack = RandomStream.of(0);

    Slot(Environment environment) {
      this.environment = environment;
    }
  }

  private final class Run {
    final Policy policy;
    final float[] parameters;
    final RandomStreams streams;
    final int end;
    final DoubleConsumer progress;
    final Consumer<Matrix> observer;
    final int count;
    final List<Slot> slots = new ArrayList<>();
    final PolicyPass pass;
    final PolicyPass cleanPass;
    final Matrix raw;
    final Matrix observations;
    final Matrix actions;
    final RandomStream[] actionStreams;
    final RandomStream[] attackStreams;
    final @Nullable CheckedAttack attack;
    final List<Outcome> outcomes = new ArrayList<>();
    int next;

    Run(
        Policy policy,
        float[] parameters,
        Optional<ObservationAttack> attack,
        RandomStreams streams,
        int first,
        int end,
        DoubleConsumer progress,
        Consumer<Matrix> observer) {
      int rows = Math.min(atOnce, end - first);
      int size = policy.network().inputSize();
      this.policy = policy;
      this.parameters = parameters;
      this.streams = streams;
      this.end = end;
      this.progress = progress;
      this.observer = observer;
      this.count = end - first;
      this.pass = policy.pass(rows, Workers.SERIAL);
      this.cleanPass = attack.isPresent() ? policy.pass(rows, Workers.SERIAL) : pass;
      this.raw = Matrix.zeros(rows, size);
      this.observations = Matrix.zeros(rows, size);
      this.actions = Matrix.zeros(rows, policy.distribution().actionSize());
      this.actionStreams = new RandomStream[rows];
      this.attackStreams = new RandomStream[rows];
      this.attack =
          attack.map(chosen -> new CheckedAttack(chosen, policy, attackStreams)).orElse(null);
      this.next = first;
    }

    Result all() {
      while (slots.size() < actionStreams.length) {
        slots.add(new Slot(environments.get()));
      }
      List<Slot> active = new ArrayList<>();
      for (Slot slot : slots) {
        begin(slot, active.size());
        active.add(slot);
      }
      while (!active.isEmpty()) {
        act(active);
        step(active);
        progress.accept((double) outcomes.size() / count);
      }
      outcomes.sort((a, b) -> Integer.compare(a.number(), b.number()));
      return attack == null
          ? new Result(outcomes, 0, 0)
          : new Result(outcomes, attack.largestChange(), attack.largestLength());
    }

    /** Begins the next episode, whose first observation becomes row {@code row}. */
    private void begin(Slot slot, int row) {
      slot.number = next++;
      slot.episodeReturn = 0;
      slot.length = 0;
      slot.actionChange = 0;
      slot.actions = streams.stream("action", slot.number);
      slot.attack = streams.stream("attack", slot.number);
      write(slot.environment.reset(streams.stream("episode", slot.number)), row);
    }

    private void write(StepResult result, int row) {
      double[] observation = result.observation();
      for (int i = 0; i < observation.length; i++) {
        raw.set(row, i, (float) observation[i]);
      }
    }

    private void act(List<Slot> active) {
      int rows = active.size();
      Matrix clean = observations.rows(0, rows);
      Matrix seen = raw.rows(0, rows);
      normalization.ifPresentOrElse(
          known -> known.statistics().normalize(seen, clean, known.limit()),
          () -> clean.copyFrom(seen));
      for (int r = 0; r < rows; r++) {
        actionStreams[r] = active.get(r).actions;
        attackStreams[r] = active.get(r).attack;
      }
      Matrix shown = attack == null ? clean : attack.perturb(parameters, clean);
      observer.accept(shown);
      Matrix outputs = pass.forward(parameters, shown);
      Matrix chosen = actions.rows(0, rows);
      int free = policy.freeOffset();
      switch (choice) {
        case SAMPLE ->
            policy.distribution().sample(outputs, parameters, free, actionStreams, chosen);
        case MODE -> policy.distribution().mode(outputs, parameters, free, chosen);
      }
      if (attack != null) {
        Matrix undisturbed = cleanPass.forward(parameters, clean);
        for (int r = 0; r < rows; r++) {
          active.get(r).actionChange += change(undisturbed, outputs, r);
        }
      }
    }

    private double change(Matrix before, Matrix after, int row) {
      return switch (policy.distribution()) {
        case Categorical _ -> largest(before, row) == largest(after, row) ? 0 : 1;
        case DiagonalGaussian _ -> {
          double largest = 0;
          for (int i = 0; i < before.columns(); i++) {
            double std = Math.exp(parameters[policy.freeOffset() + i]);
            largest = Math.max(largest, Math.abs(after.get(row, i) - before.get(row, i)) / std);
          }
          yield largest;
        }
        case SquashedGaussian gaussian -> {
          double largest = 0;
          for (int i = 0; i < gaussian.actionSize(); i++) {
            double std = Math.exp(gaussian.logStd(before, row, i));
            largest = Math.max(largest, Math.abs(after.get(row, i) - before.get(row, i)) / std);
          }
          yield largest;
        }
      };
    }

    private static int largest(Matrix outputs, int row) {
      int best = 0;
      for (int i = 1; i < outputs.columns(); i++) {
        best = outputs.get(row, i) > outputs.get(row, best) ? i : best;
      }
      return best;
    }

    /** Steps all, and begins new episodes where one is over, as long as there are any. */
    private void step(List<Slot> active) {
      double[] action = new double[actions.columns()];
      int kept = 0;
      for (int r = 0; r < active.size(); r++) {
        Slot slot = active.get(r);
        for (int i = 0; i < action.length; i++) {
          action[i] = NonFiniteException.check("the policy's action", actions.get(r, i));
        }
        StepResult result = slot.environment.step(action);
        slot.episodeReturn += NonFiniteException.check("an episode's reward", result.reward());
        slot.length++;
        boolean over = result.terminated() || result.truncated();
        if (over) {
          finish(slot);
        }
        if (!over || next < end) {
          if (over) {
            begin(slot, kept);
          } else {
            write(result, kept);
          }
          active.set(kept++, slot);
        }
      }
      active.subList(kept, active.size()).clear();
    }

    private void finish(Slot slot) {
      Outcome outcome =
          new Outcome(
              slot.number, slot.episodeReturn, slot.length, slot.actionChange / slot.length);
      outcomes.add(outcome);
    }
  }
}
