package dev.admiral.adgan;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.learner.Metrics;
import dev.admiral.maml.Adversary;
import dev.admiral.maml.Attacks;
import dev.admiral.maml.TaskAdaptation;
import java.util.List;

/**
 * adGAN within meta-training (paper, algorithm 1): its generator perturbs what the policy sees in both
 * phases, and learns after the policy has, on the same episodes.
 *
 * @param cleanIterations how many iterations it lets pass before it begins
 */
public record AdGanAdversary(AdGan gan, int cleanIterations) implements Adversary {

  @Override
  public Attacks attacks() {
    return Attacks.everywhere(gan.attack());
  }

  @Override
  public void learn(List<TaskAdaptation> tasks, Metrics metrics) {
    gan.update(tasks, metrics);
  }

  @Override
  public void save(Checkpoint checkpoint) {
    gan.save(checkpoint);
  }

  /** A checkpoint of clean training by another learner knows nothing of it. */
  @Override
  public void restore(Checkpoint checkpoint) {
    if (checkpoint.contains("generator")) {
      gan.restore(checkpoint);
    }
  }
}
