package dev.admiral.experiments.pearl;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.Algorithms;
import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.run.RunConfig;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A memory that is too small or too large is told where a run is configured, before anything is measured or trained. */
class PearlMemoryTest {
  private static RunConfig config(String algorithm, String environment, String... assignments) {
    return RunConfig.of(
        Algorithms.standard().get(algorithm),
        new RunConfig.Request(environment, "quick", 1, 1, 30, List.of(assignments)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pearl", "pearl-mt"})
  void aCapacityBelowTheHorizonIsRefused(String algorithm) {
    assertThatThrownBy(() ->
            config(
                algorithm,
                "navigation-2d",
                "family.horizon=100",
                "training.initial-samples=1",
                "training.prior-samples=1",
                "training.posterior-samples=0",
                "training.extra-samples=1",
                "training.capacity=50"))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "training.capacity is 50, but what a task collects at once, in whole episodes of up to"
                + " 100 steps, needs 203");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pearl", "pearl-mt"})
  void whatDoesNotFitIntoTheHeapIsRefused(String algorithm) {
    assertThatThrownBy(() ->
            config(
                algorithm,
                "navigation-2d",
                "training.initial-samples=900000000",
                "training.capacity=2000000000"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("a replay memory of ")
        .hasMessageContaining("tasks, a capacity of 2000000000 each, what ")
        .hasMessageContaining("such as ADMIRAL_JAVA_OPTIONS=-Xmx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch-size", "context-size"})
  void batchesThatNobodyMeansAreRefused(String key) {
    String assignment = "training.%s=20000000".formatted(key);
    assertThatThrownBy(() -> config("pearl", "navigation-2d", "training.meta-batch=16", assignment))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "training.%s must be at most 65536 where meta-batch is 16, not 20000000"
                .formatted(key));
  }

  @Test
  void batchesCountAsWell() {
    assertThatThrownBy(() ->
            config(
                "pearl",
                "navigation-2d",
                "training.meta-batch=16",
                "training.batch-size=65536",
                "training.hidden=[8000]"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("and its batches take 2");
  }

  @Test
  void soIsABufferOfSoftActorCritic() {
    Assumptions.assumeTrue(Environments.isAtHand("hopper"), "MuJoCo has not been fetched");
    assertThatThrownBy(() -> config("sac", "hopper", "training.capacity=2000000000"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(
            "training.capacity, training.batch-size: a replay buffer of 2000000000 transitions"
                + " takes ");
  }
}
