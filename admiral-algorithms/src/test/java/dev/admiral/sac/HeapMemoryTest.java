package dev.admiral.sac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.admiral.concurrent.Workers;
import dev.admiral.env.StepBatch;
import dev.admiral.nn.FanInInitialization;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.policy.Policy;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeapMemoryTest {
  private static final long GIBIBYTE = 1L << 30;
  private static final int OBSERVATION = 11;
  private static final int ACTION = 3;

  /** Of 5 GiB 4 may be taken: 1.5 twice, and 1. */
  @Test
  void refusesWhatDoesNotFit() {
    HeapMemory.require("a buffer", 3 * GIBIBYTE / 2, GIBIBYTE, 5 * GIBIBYTE);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> HeapMemory.require("a buffer", 3 * GIBIBYTE / 2, GIBIBYTE + 9, 5 * GIBIBYTE))
        .withMessage(
            "a buffer takes 1.50 GiB, as much again while a checkpoint is written, and its batches"
                + " take 1.00 GiB, but all of it may be at most 4.00 of a heap of 5.00 GiB: make"
                + " it smaller, or the heap larger, such as ADMIRAL_JAVA_OPTIONS=-Xmx6g");
  }

  @Test
  void aBufferThatDoesNotFitIsRefusedBeforeItIsFilled() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReplayBuffer(Integer.MAX_VALUE, 1, 1 << 12, 6))
        .withMessageStartingWith("a replay buffer of 2147483647 transitions takes 3");
  }

  /** Against what a step of large batches and small networks really takes, the rounding of collectors included. */
  @Test
  void foreseesWhatBatchesTake() {
    int rows = 1 << 14;
    SacConfig config = config(rows);
    RandomStreams streams = new RandomStreams(1);
    var replay = new ReplayBuffer(100, 1, OBSERVATION, ACTION);
    Matrix states = Matrix.zeros(1, OBSERVATION);
    StepBatch outcome = new StepBatch(1, Box.unbounded(OBSERVATION));
    replay.add(states, Matrix.zeros(1, ACTION), outcome);
    Policy policy = Sac.policy(config, OBSERVATION, ACTION);
    float[] parameters =
        FanInInitialization.parameters((Mlp) policy.network(), streams.stream("policy"));

    long before = used();
    var actor = new SoftActor(policy, parameters, 1e-3, 0, rows, Workers.SERIAL);
    SacUpdate update = new SacUpdate(config, actor, streams, Workers.SERIAL);
    update.learn(replay);
    double taken = used() - before;
    update.forget(); // it is still there

    assertThat(SacUpdate.memory(config, OBSERVATION, ACTION) / taken).isBetween(0.7, 1.3);
  }

  /** What of the heap is not garbage. */
  private static long used() {
    ManagementFactory.getMemoryMXBean().gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static SacConfig config(int rows) {
    SacConfig usual = SacConfig.defaults();
    return new SacConfig(
        usual.steps(),
        1,
        usual.iterationSteps(),
        usual.randomSteps(),
        100,
        rows,
        List.of(64, 48),
        usual.gamma(),
        usual.tau(),
        usual.policyLearningRate(),
        usual.criticLearningRate(),
        Optional.empty(),
        usual.targetEntropy());
  }

  @Test
  void batchesThatNobodyMeansAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config(200_000_000))
        .withMessage("batch-size must be at most 1048576, not 200000000");
  }
}
