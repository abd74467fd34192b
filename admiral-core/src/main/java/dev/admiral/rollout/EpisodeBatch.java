package dev.admiral.rollout;

import dev.admiral.nn.Matrix;
import dev.admiral.task.RewardFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Whole episodes as one batch of R rows: the first episode of every environment, so that each is an
 * unbiased draw of τ. (What follows an early end within the same rollout is left out: it would be cut off
 * by the rollout's end, the more often the longer it is.)
 */
public final class EpisodeBatch {
  private final int episodes;
  private final int[] episode;
  private final int[] time;
  private final int[] begins;
  private final Matrix observations;
  private final Matrix trueObservations;
  private final Matrix actions;
  private final Matrix nextObservations;
  private final double[] rewards;

  public EpisodeBatch(Trajectories trajectories) {
    this(firstEpisodes(trajectories), trajectories);
  }

  /** The first episode of one environment. */
  private record Source(Trajectories trajectories, int environment) {
    int length() {
      return trajectories.firstEpisodeLength(environment);
    }
  }

  private static List<Source> firstEpisodes(Trajectories trajectories) {
    return IntStream.range(0, trajectories.environments())
        .mapToObj(n -> new Source(trajectories, n))
        .toList();
  }

  /**
   * As many whole episodes as a budget of samples allows: one begins only where there is room for the longest that it
   * could become, so that whether it counts does not depend on how long it is.
   *
   * @param samples R at most; at least {@code horizon}
   * @param horizon of an episode
   * @param collector asked for further episodes as long as there is room
   */
  public static EpisodeBatch within(int samples, int horizon, Supplier<Trajectories> collector) {
    if (samples < horizon) {
      throw new IllegalArgumentException(
          "%d samples have no room for an episode of %d".formatted(samples, horizon));
    }
    List<Source> sources = new ArrayList<>();
    int room = samples;
    while (room >= horizon) {
      for (Source source : firstEpisodes(collector.get())) {
        if (room >= horizon) {
          sources.add(source);
          room -= source.length();
        }
      }
    }
    return new EpisodeBatch(sources, sources.getFirst().trajectories());
  }

  /**
   * @param shapes of observations and actions
   */
  private EpisodeBatch(List<Source> sources, Trajectories shapes) {
    this.episodes = sources.size();
    this.begins = new int[episodes + 1];
    for (int n = 0; n < episodes; n++) {
      begins[n + 1] = begins[n] + sources.get(n).length();
    }
    int rows = begins[episodes];
    this.episode = new int[rows];
    this.time = new int[rows];
    this.observations = Matrix.zeros(rows, shapes.observations().columns());
    this.trueObservations =
        shapes.attacked() ? Matrix.zeros(rows, observations.columns()) : observations;
    this.actions = Matrix.zeros(rows, shapes.actions().columns());
    this.nextObservations = Matrix.zeros(rows, shapes.observations().columns());
    this.rewards = new double[rows];
    for (int n = 0; n < episodes; n++) {
      copy(sources.get(n), n);
    }
  }

  private void copy(Source source, int number) {
    Trajectories trajectories = source.trajectories();
    for (int r = begins[number]; r < begins[number + 1]; r++) {
      episode[r] = number;
      time[r] = r - begins[number];
      int from = trajectories.row(time[r], source.environment());
      observations.copyRow(r, trajectories.observations(), from);
      if (trajectories.attacked()) {
        trueObservations.copyRow(r, trajectories.trueObservations(), from);
      }
      actions.copyRow(r, trajectories.actions(), from);
      nextObservations.copyRow(r, trajectories.nextObservations(), from);
      rewards[r] = trajectories.rewards()[from];
    }
  }

  /** R. */
  public int rows() {
    return rewards.length;
  }

  /** How many episodes there are. */
  public int episodes() {
    return episodes;
  }

  /** The number of the episode that row {@code row} belongs to. */
  public int episode(int row) {
    return episode[row];
  }

  /** The step within its episode that row {@code row} is, from 0. */
  public int time(int row) {
    return time[row];
  }

  /** Shape {@code [R, observation]}: what the policy was shown. */
  public Matrix observations() {
    return observations;
  }

  /** Shape {@code [R, observation]}: the same as {@link #observations} where nobody attacked. */
  public Matrix trueObservations() {
    return trueObservations;
  }

  /** Shape {@code [R, action]}. */
  public Matrix actions() {
    return actions;
  }

  /** Shape {@code [R]}. */
  public double[] rewards() {
    return rewards;
  }

  /** Of every episode its undiscounted return Σₜ r, shape {@code [episodes]}. */
  public double[] returns() {
    return discountedSums(rewards, 1);
  }

  /** The mean of {@link #returns}. */
  public double meanReturn() {
    return Arrays.stream(returns()).average().orElseThrow();
  }

  /** The mean over the episodes of Σₜ γᵗ r. */
  public double meanDiscountedReturn(double gamma) {
    return Arrays.stream(discountedSums(rewards, gamma)).average().orElseThrow();
  }

  /** Of every episode Σₜ γᵗ x, shape {@code [episodes]}. */
  public double[] discountedSums(double[] x, double gamma) {
    double[] sums = new double[episodes];
    for (int r = 0; r < rows(); r++) {
      sums[episode[r]] += Math.pow(gamma, time[r]) * x[r];
    }
    return sums;
  }

  /** Of every row Σ_{k≥t} γ^{k−t} x_k over the rest of its episode, shape {@code [R]}. */
  public double[] toGo(double[] x, double gamma) {
    double[] sums = new double[rows()];
    for (int n = 0; n < episodes; n++) {
      double sum = 0;
      for (int r = begins[n + 1] - 1; r >= begins[n]; r--) {
        sum = x[r] + gamma * sum;
        sums[r] = sum;
      }
    }
    return sums;
  }

  /**
   * Subtracts from every row the mean of the <em>other</em> episodes' rows at the same time: a baseline
   * that does not depend on the row's own action, so that estimates stay unbiased. Episodes that have
   * ended count with 0, which is what is to go for them.
   */
  public double[] centred(double[] toGo) {
    double[] centred = toGo.clone();
    if (episodes < 2) {
      return centred;
    }
    int longest = 0;
    for (int n = 0; n < episodes; n++) {
      longest = Math.max(longest, begins[n + 1] - begins[n]);
    }
    double[] sums = new double[longest];
    for (int r = 0; r < rows(); r++) {
      sums[time[r]] += toGo[r];
    }
    for (int r = 0; r < rows(); r++) {
      centred[r] -= (sums[time[r]] - toGo[r]) / (episodes - 1);
    }
    return centred;
  }

  /** ∂r/∂ψ of every row, shape {@code [k][R]}. */
  public double[][] rewardGradients(RewardFunction reward, double[] task) {
    double[][] gradients = new double[task.length][rows()];
    double[] observation = new double[observations.columns()];
    double[] action = new double[actions.columns()];
    double[] next = new double[observations.columns()];
    double[] gradient = new double[task.length];
    for (int r = 0; r < rows(); r++) {
      read(observations, r, observation);
      read(actions, r, action);
      read(nextObservations, r, next);
      reward.gradient(observation, action, next, task, gradient);
      for (int i = 0; i < task.length; i++) {
        gradients[i][r] = gradient[i];
      }
    }
    return gradients;
  }

  private static void read(Matrix source, int row, double[] target) {
    for (int j = 0; j < target.length; j++) {
      target[j] = source.get(row, j);
    }
  }
}
