package dev.admiral.sac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against a plain list of all transitions.
class TransitionRingTest {
  private static final int OBSERVATION = 3;
  private static final int ACTION = 2;

  /// All that a transition is, as numbers that occur nowhere else.
  private record Transition(
      float observation, float action, float reward, float continuation, float next) {}

  private final RandomStream random = RandomStream.of(3);
  private final Matrix observation = Matrix.zeros(2, OBSERVATION);
  private final Matrix next = Matrix.zeros(2, OBSERVATION);
  private final Matrix action = Matrix.zeros(2, ACTION);
  private float counter;

  /// A step of an environment whose episodes end now and then, one way or the other.
  private Transition step(TransitionRing ring, double end) {
    float from = next.get(1, 0);
    fill(observation, from);
    fill(action, ++counter + 0.5f);
    fill(next, ++counter);
    boolean over = random.nextDouble() < end;
    boolean terminated = over && random.nextInt(2) == 0;
    ring.add(observation, action, -counter, terminated, over, next, 1);
    Transition transition =
        new Transition(from, action.get(1, 0), -counter, terminated ? 0 : 1, next.get(1, 0));
    if (over) {
      fill(next, ++counter); // the next episode begins elsewhere
    }
    return transition;
  }

  private static void fill(Matrix matrix, float value) {
    for (int i = 0; i < matrix.columns(); i++) {
      matrix.set(1, i, value + 0.01f * i);
    }
  }

  private static Transition read(TransitionRing ring, long position) {
    Matrix o = Matrix.zeros(1, OBSERVATION);
    Matrix a = Matrix.zeros(1, ACTION);
    Matrix n = Matrix.zeros(1, OBSERVATION);
    ring.observation(position, o, 0);
    ring.action(position, a, 0);
    ring.nextObservation(position, n, 0);
    for (int i = 0; i < OBSERVATION; i++) {
      assertThat(o.get(0, i)).isEqualTo(o.get(0, 0) + 0.01f * i);
      assertThat(n.get(0, i)).isEqualTo(n.get(0, 0) + 0.01f * i);
    }
    return new Transition(
        o.get(0, 0), a.get(0, 0), ring.reward(position), ring.continuation(position), n.get(0, 0));
  }

  /// Every transition that is drawn is one that was put in, one of the last, and all of the last are drawn.
  @ParameterizedTest
  @CsvSource({"5, 0.3", "64, 0.05", "64, 1", "64, 0", "5000, 0.01", "3, 1"})
  void keepsTheLastTransitionsWhole(int capacity, double end) {
    TransitionRing ring = new TransitionRing(capacity, OBSERVATION, ACTION);
    Deque<Transition> all = new ArrayDeque<>();
    int steps = 3 * capacity + 7;
    for (int t = 0; t < steps; t++) {
      all.addFirst(step(ring, end));
      if (all.size() > capacity) {
        all.removeLast();
      }
      if (capacity < 100 || t % 500 == 0) {
        for (int k = 0; k < 5; k++) {
          assertThat(all).contains(read(ring, ring.sample(random)));
        }
      }
    }
    Map<Integer, Integer> drawn = new TreeMap<>();
    List<Transition> known = new ArrayList<>(all);
    Map<Transition, Integer> index = new HashMap<>();
    known.forEach(transition -> index.put(transition, index.size()));
    int draws = 40 * capacity;
    for (int k = 0; k < draws; k++) {
      drawn.merge(index.getOrDefault(read(ring, ring.sample(random)), -1), 1, Integer::sum);
    }
    // The newest, without a gap, as many as there is room for beside the ends of episodes.
    assertThat(drawn.keySet()).containsExactlyElementsOf(range(drawn.size()));
    assertThat(drawn.size()).isBetween(ring.transitions() - 1, ring.transitions());
    double least = (1 / (1 + end) - 0.1) * capacity - 2;
    assertThat((double) drawn.size()).isGreaterThanOrEqualTo(least);
    // Alike: within six standard deviations of a binomial variable.
    double mean = (double) draws / drawn.size();
    for (int count : drawn.values()) {
      assertThat(Math.abs(count - mean)).isLessThan(6 * Math.sqrt(mean) + 1);
    }
  }

  private static List<Integer> range(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  @Test
  void drawsBetweenPositions() {
    TransitionRing ring = new TransitionRing(1000, OBSERVATION, ACTION);
    List<Transition> late = new ArrayList<>();
    for (int t = 0; t < 300; t++) {
      var _ = step(ring, 0.1);
    }
    long from = ring.end();
    for (int t = 0; t < 20; t++) {
      late.add(step(ring, 0.1));
    }
    long to = ring.end();
    for (int t = 0; t < 50; t++) {
      var _ = step(ring, 0.1);
    }
    List<Transition> drawn = new ArrayList<>();
    for (int k = 0; k < 1000; k++) {
      drawn.add(read(ring, ring.sample(random, from, to)));
    }
    assertThat(drawn).hasSameElementsAs(late);
  }

  /// Blocks have 4096 rows: restored before, at and after the wrap.
  @ParameterizedTest
  @CsvSource({"10, 0.1", "4095, 0", "4096, 0", "5000, 0.2", "9000, 0.2", "25000, 0.2"})
  void goesOnFromACheckpoint(int steps, double end) {
    TransitionRing ring = new TransitionRing(9999, OBSERVATION, ACTION);
    for (int t = 0; t < steps; t++) {
      var _ = step(ring, end);
    }
    Checkpoint checkpoint = new Checkpoint();
    ring.save(checkpoint);
    TransitionRing restored = new TransitionRing(9999, OBSERVATION, ACTION);
    restored.restore(checkpoint);
    assertThat(restored.transitions()).isEqualTo(ring.transitions());
    assertThat(restored.end()).isEqualTo(ring.end());
    float before = counter;
    byte[] position = random.state();
    Matrix started = Matrix.zeros(2, OBSERVATION);
    started.copyFrom(next);
    for (int repetition = 0; repetition < 50; repetition++) {
      counter = before;
      random.restore(position);
      next.copyFrom(started);
      Transition one = step(ring, 0.2);
      Transition drawn = read(ring, ring.sample(random));
      byte[] after = random.state();
      float count = counter;
      Matrix led = Matrix.zeros(2, OBSERVATION);
      led.copyFrom(next);
      counter = before;
      random.restore(position);
      next.copyFrom(started);
      assertThat(step(restored, 0.2)).isEqualTo(one);
      assertThat(read(restored, restored.sample(random))).isEqualTo(drawn);
      assertThat(random.state()).isEqualTo(after);
      before = count;
      position = after;
      started.copyFrom(led);
    }
  }

  /// One observation, action and reward a transition, and a little.
  @Test
  void takesLittleMemory() {
    int rows = 100_000;
    TransitionRing ring = new TransitionRing(rows, OBSERVATION, ACTION);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int t = 0; t < 2 * rows; t++) {
      ring.add(observation, action, 0, false, false, next, 1);
    }
    double taken = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(TransitionRing.bytes(rows, OBSERVATION, ACTION) / taken).isBetween(0.98, 1.0);
  }

  @Test
  void refusesWhatHoldsNothing() {
    assertThatThrownBy(() -> new TransitionRing(2, 1, 1))
        .hasMessage("a ring of transitions needs a capacity of at least 3, not 2");
  }
}
