package dev.admiral.experiments.algorithm;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.admrl.AdMrlAlgorithm;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.maml.MamlAlgorithm;
import dev.admiral.experiments.multitask.JointAlgorithm;
import dev.admiral.experiments.multitask.MultiTaskMamlAlgorithm;
import dev.admiral.experiments.multitask.MultiTaskPearlAlgorithm;
import dev.admiral.experiments.pearl.PearlAlgorithm;
import dev.admiral.experiments.ppo.PpoAlgorithm;
import dev.admiral.experiments.sac.SacAlgorithm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The algorithms that can be run, by id. */
public final class Algorithms {
  private final Map<String, Algorithm<?>> byId = new LinkedHashMap<>();

  public Algorithms(List<Algorithm<?>> algorithms) {
    algorithms.forEach(algorithm -> byId.put(algorithm.id(), algorithm));
  }

  /** Those that Admiral comes with. */
  public static Algorithms standard() {
    return new Algorithms(
        Stream.<Algorithm<?>[]>of(
                AdMrlAlgorithm.values(),
                MamlAlgorithm.values(),
                PearlAlgorithm.values(),
                new Algorithm<?>[] {
                  new JointAlgorithm(), new MultiTaskMamlAlgorithm(), new MultiTaskPearlAlgorithm()
                },
                PpoAlgorithm.values(),
                SacAlgorithm.values())
            .flatMap(Arrays::<Algorithm<?>>stream)
            .toList());
  }

  /** All, in the order of their registration. */
  public List<Algorithm<?>> all() {
    return List.copyOf(byId.values());
  }

  /**
   * The algorithm of this id.
   *
   * @throws UsageException if there is none
   */
  public Algorithm<?> get(String id) {
    Algorithm<?> algorithm = byId.get(id);
    if (algorithm == null) {
      throw new UsageException(Nearest.unknown("algorithm", id, byId.keySet()));
    }
    return algorithm;
  }
}
