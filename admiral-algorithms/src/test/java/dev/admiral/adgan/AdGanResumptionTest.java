package dev.admiral.adgan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.CheckpointStore;
import dev.admiral.concurrent.Workers;
import dev.admiral.maml.Maml;
import dev.admiral.maml.MamlConfig;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.Navigation2d;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of algorithm 1, after its clean beginning. */
class AdGanResumptionTest {
  private static final int CLEAN = 2;
  private static final int STOP = 4;
  private static final int ALL = 6;

  private static final Navigation2d FAMILY = new Navigation2d(1, 20);
  private static final MamlConfig CONFIG = config();

  @TempDir Path folder;

  /** 400 rows a task, so that two workers share the generator's and the discriminator's work. */
  private static MamlConfig config() {
    MamlConfig own = MamlConfig.defaults();
    return new MamlConfig(
        ALL, 3, 10, 1, 0.1, false, List.of(16), 1, own.advantage(), own.trustRegion(), 10);
  }

  private static Maml learner(Workers workers) {
    RandomStreams streams = new RandomStreams(1);
    AdGan gan = new AdGan(AdGanConfig.defaults(), Maml.policy(CONFIG, FAMILY), streams, workers);
    return new Maml(CONFIG, FAMILY, new AdGanAdversary(gan, CLEAN), streams, workers);
  }

  private static List<Map<String, Double>> train(Maml learner, int iterations) {
    List<Map<String, Double>> metrics = new ArrayList<>();
    for (int i = 0; i < iterations; i++) {
      metrics.add(learner.iterate().values());
    }
    return metrics;
  }

  private static Checkpoint saved(Maml learner) {
    Checkpoint checkpoint = new Checkpoint();
    learner.save(checkpoint);
    return checkpoint;
  }

  /** Every bit of policy, networks, optimisers and random streams. */
  private static void assertSame(Maml actual, Maml expected) {
    Checkpoint there = saved(actual);
    Checkpoint here = saved(expected);
    assertThat(there.scalars()).isEqualTo(here.scalars());
    assertThat(there.tensors()).usingRecursiveComparison().isEqualTo(here.tensors());
  }

  @Test
  void aLearnerThatIsKilledUnderAttackGoesOnAsIfItHadNotBeen() {
    try (Maml whole = learner(Workers.SERIAL);
        Maml killed = learner(Workers.SERIAL);
        Maml resumed = learner(Workers.SERIAL)) {
      List<Map<String, Double>> expected = train(whole, ALL);
      CheckpointStore store = new CheckpointStore(folder, 1);
      List<Map<String, Double>> actual = new ArrayList<>(train(killed, STOP));
      store.save(STOP, saved(killed));
      resumed.restore(store.latest().orElseThrow().checkpoint());
      actual.addAll(train(resumed, ALL - STOP));

      assertThat(expected.subList(0, CLEAN))
          .noneSatisfy(metrics -> assertThat(metrics).containsKey("attack/mean_length"));
      assertThat(expected.subList(CLEAN, ALL))
          .allSatisfy(metrics -> assertThat(metrics.get("attack/mean_length")).isPositive());
      assertThat(actual).isEqualTo(expected);
      assertSame(resumed, whole);
    }
  }

  @Test
  void resultsDoNotDependOnTheWorkers() {
    try (Workers two = new Workers(2);
        Maml alone = learner(Workers.SERIAL);
        Maml shared = learner(two)) {
      assertThat(train(shared, ALL)).isEqualTo(train(alone, ALL));
      assertSame(shared, alone);
    }
  }
}
