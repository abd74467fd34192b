package dev.admiral.random;

import dev.admiral.checkpoint.Checkpoint;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The random streams of one run, all derived from one root seed by name. A consumer asks for its
 * stream by a name of its own ({@code "collect/environment", 3}); adding a consumer therefore never
 * shifts what the others draw, and the number of workers does not matter.
 */
public final class RandomStreams {
  private final long seed;
  private final Map<String, RandomStream> streams = new TreeMap<>();

  public RandomStreams(long seed) {
    this.seed = seed;
  }

  /**
   * The streams of one use of what a run has made, such as a test, so that what is drawn for one does not depend on the
   * others.
   *
   * @param seed the run's
   * @param use tells it from the others
   */
  public static RandomStreams of(long seed, String use) {
    return new RandomStreams(new RandomStreams(seed).stream(use).nextLong());
  }

  public long seed() {
    return seed;
  }

  /** The stream of this name: made at the first call, the same object afterwards. */
  public synchronized RandomStream stream(String name) {
    return streams.computeIfAbsent(name, n -> RandomStream.of(derive(n)));
  }

  /** The stream of member {@code index} of a group, such as one environment of many. */
  public RandomStream stream(String name, int index) {
    return stream(name + "/" + index);
  }

  /** The positions of all streams by name, for {@link #restore}. */
  public synchronized Map<String, byte[]> state() {
    Map<String, byte[]> state = new TreeMap<>();
    streams.forEach((name, stream) -> state.put(name, stream.state()));
    return state;
  }

  /** Continues where {@link #state} was taken; streams not named there start afresh. */
  public synchronized void restore(Map<String, byte[]> state) {
    streams.forEach((name, stream) -> {
      if (!state.containsKey(name)) {
        stream.restore(RandomStream.of(derive(name)).state());
      }
    });
    state.forEach((name, bytes) -> stream(name).restore(Objects.requireNonNull(bytes)));
  }

  /** Stores {@link #state}. */
  public void save(Checkpoint checkpoint) {
    Map<String, byte[]> state = state();
    state.forEach(checkpoint::put);
    checkpoint.put("names", String.join("\n", state.keySet()));
  }

  /** Continues where {@link #save} was called. */
  public void restore(Checkpoint checkpoint) {
    Map<String, byte[]> state = new TreeMap<>();
    checkpoint.text("names").lines().forEach(name -> state.put(name, checkpoint.bytes(name)));
    restore(state);
  }

  /** FNV-1a of the name, mixed with the root seed by the finaliser of SplitMix64. */
  private long derive(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    long z = seed * 0x9e3779b97f4a7c15L + hash;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
