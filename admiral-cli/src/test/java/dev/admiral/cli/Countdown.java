package dev.admiral.cli;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.experiments.algorithm.Algorithm;
import dev.admiral.experiments.algorithm.EvaluationJob;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.Evaluator;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.learner.Learner;
import dev.admiral.learner.Metrics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** An algorithm that learns nothing, quickly. */
final class Countdown implements Algorithm<Countdown.Config> {

  record Config(int start, Pace pace) {
    Config {
      if (start < 0) {
        throw new IllegalArgumentException("start must be at least 0, not " + start);
      }
    }
  }

  enum Kind {
    EVEN_STEPS,
    JUMPS
  }

  /**
   * How it counts.
   *
   * @param size how many milliseconds a step takes
   */
  record Pace(Kind kind, double size) {}

  @Override
  public String id() {
    return "countdown";
  }

  @Override
  public String description() {
    return "Counts down.";
  }

  @Override
  public Config defaults(String environment) {
    return new Config(1000, new Pace(Kind.EVEN_STEPS, 1));
  }

  @Override
  public List<String> environments() {
    return List.of("stairs");
  }

  @Override
  public List<String> presets() {
    return List.of("quick");
  }

  @Override
  public Optional<Evaluator<Config>> evaluator() {
    return Optional.of((config, model, results) ->
        new EvaluationPlan() {
          @Override
          public List<EvaluationJob> jobs() {
            return List.of();
          }

          @Override
          public void finish() {
            long left = model.checkpoint().integer("left");
            AtomicFile.write(results.csv(), "left\n" + left + "\n");
          }
        });
  }

  @Override
  public Learner newLearner(Config config, TrainingContext context) {
    return new Learner() {
      private long left = config.start();

      @Override
      public boolean finished() {
        return left == 0;
      }

      @Override
      public Metrics iterate() {
        left--;
        LockSupport.parkNanos(Math.round(config.pace().size() * 1e6));
        return new Metrics(config.start() - left).put("count/left", left);
      }

      @Override
      public double progress() {
        return 1 - (double) left / config.start();
      }

      @Override
      public String phase() {
        return "counting";
      }

      @Override
      public void save(Checkpoint checkpoint) {
        checkpoint.put("left", left);
      }

      @Override
      public void restore(Checkpoint checkpoint) {
        left = checkpoint.integer("left");
      }
    };
  }
}
