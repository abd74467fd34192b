package dev.admiral.experiments.maml;

import dev.admiral.adgan.AdGan;
import dev.admiral.adgan.GeneratorTraining;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.CheckpointStore;
import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.algorithm.KeptInputs;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;

/** Generators that were trained against meta-policies, each once, kept on the disk. */
final class TrainedGenerators {
  private static final Map<Path, Object> LOCKS = new ConcurrentHashMap<>();

  private TrainedGenerators() {}

  /**
   * The generator that was trained against {@code victim}; trains it if there is none yet.
   *
   * @param folder where generators are kept
   * @param progress told which part of the training is done, in [0, 1]; what it throws ends it
   */
  static AdGan against(MetaPolicy victim, Path folder, DoubleConsumer progress) {
    MamlSettings settings = victim.parsed();
    Path own = folder.resolve("generator-" + KeptInputs.hash(inputs(victim)));
    synchronized (LOCKS.computeIfAbsent(own.toAbsolutePath(), _ -> new Object())) {
      Policy policy = victim.policy();
      RandomStreams streams = victim.streams("attack/generator");
      AdGan gan = new AdGan(settings.fineTuning().gan(), policy, streams, Workers.SERIAL);
      CheckpointStore store = new CheckpointStore(own, 1);
      Optional<CheckpointStore.Stored> stored = store.latest();
      if (stored.isPresent()) {
        gan.restore(stored.get().checkpoint());
        return gan;
      }
      int iterations = settings.attack().iterations();
      try (GeneratorTraining training =
          new GeneratorTraining(
              settings.training(),
              victim.family(),
              policy,
              victim.parameters(),
              settings.training().innerSteps(),
              gan,
              streams,
              Workers.SERIAL)) {
        for (int i = 0; i < iterations; i++) {
          progress.accept((double) i / iterations);
          var _ = training.iterate();
        }
      }
      Checkpoint checkpoint = new Checkpoint();
      gan.save(checkpoint);
      store.save(iterations, checkpoint);
      return gan;
    }
  }

  /** Everything that a generator against {@code victim} depends on. */
  static String inputs(MetaPolicy victim) {
    return victim.inputs() + "\n" + victim.parsed().attack().iterations();
  }
}
