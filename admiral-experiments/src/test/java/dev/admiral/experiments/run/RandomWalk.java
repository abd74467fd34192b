package dev.admiral.experiments.run;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.experiments.algorithm.Algorithm;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.learner.Learner;
import dev.admiral.learner.Metrics;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import java.util.Arrays;
import java.util.List;

/** The smallest learner with everything that a real one has: parameters, a counter, a random stream. */
final class RandomWalk implements Algorithm<RandomWalk.Config> {

  /**
   * The settings.
   *
   * @param updates how many, at least 1
   * @param failAt the update at which a number becomes infinite; 0 for never
   */
  record Config(int updates, int failAt, Walk walk) {
    Config {
      if (updates < 1) {
        throw new IllegalArgumentException("updates must be at least 1, not " + updates);
      }
    }
  }

  /**
   * How it walks.
   *
   * @param size how many numbers walk
   * @param growth how many more there are after each update
   * @param milliseconds how long an update takes
   */
  record Walk(int size, int growth, int milliseconds) {}

  @Override
  public String id() {
    return "random-walk";
  }

  @Override
  public String description() {
    return "Walks at random.";
  }

  @Override
  public Config defaults(String environment) {
    return new Config(100, 0, new Walk(50, 0, 0));
  }

  @Override
  public List<String> environments() {
    return List.of("line", "plane");
  }

  @Override
  public List<String> presets() {
    return List.of("quick", "long");
  }

  @Override
  public Learner newLearner(Config config, TrainingContext context) {
    return new Walker(config, context);
  }

  private static final class Walker implements Learner {
    private final Config config;
    private final RandomStream stream;
    private float[] position;
    private long update;

    Walker(Config config, TrainingContext context) {
      this.config = config;
      this.stream = new RandomStreams(context.seed()).stream("walk");
      this.position = new float[config.walk().size()];
    }

    @Override
    public boolean finished() {
      return update == config.updates();
    }

    @Override
    public Metrics iterate() {
      position = Arrays.copyOf(position, position.length + config.walk().growth());
      double sum = 0;
      for (int i = 0; i < position.length; i++) {
        position[i] += (float) stream.nextGaussian();
        sum += position[i];
      }
      update++;
      try {
        Thread.sleep(config.walk().milliseconds());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return new Metrics(update)
          .put("walk/mean", update == config.failAt() ? Double.NaN : sum / position.length);
    }

    @Override
    public double progress() {
      return (double) update / config.updates();
    }

    @Override
    public String phase() {
      return "walking";
    }

    @Override
    public void save(Checkpoint checkpoint) {
      checkpoint.put("position", position);
      checkpoint.put("update", update);
      checkpoint.put("stream", stream.state());
    }

    @Override
    public void restore(Checkpoint checkpoint) {
      position = checkpoint.floats("position").clone();
      update = checkpoint.integer("update");
      stream.restore(checkpoint.bytes("stream"));
    }
  }
}
