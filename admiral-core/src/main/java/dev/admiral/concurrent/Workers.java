package dev.admiral.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed team of threads, of which the caller is one, for work that is handed out thousands of times
 * a second. A member that has just finished spins, then yields, for a moment before it sleeps,
 * because the next piece of work usually follows within microseconds.
 *
 * <p>Who does which task is not determined; callers make results independent of it by giving every
 * task its own output. One caller at a time; a task that calls its own team again runs that work
 * itself.
 */
public final class Workers implements AutoCloseable {

  /** A team of one: everything runs on the caller's thread. Needs no closing. */
  public static final Workers SERIAL = new Workers(1);

  /** Some 10 µs; afterwards the core is offered to others, of whom the awaited may be one. */
  private static final int SPINS = 1_000;

  /** Some 500 µs where nobody else wants the core. */
  private static final int SPINS_AND_YIELDS = 2_000;

  /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
  public record Range(int from, int to) {}

  /** Works on a range of rows. */
  @FunctionalInterface
  public interface RangeTask {
    void run(int from, int to);
  }

  /**
   * One call of {@link #run}. Every member has a run of consecutive tasks, the same in every call of the
   * same size, so that what it touched last time is still in its core's cache; whoever is through with
   * its own takes from the others'.
   */
  private static final class Job {
    /** Counters this far apart do not share a cache line. */
    private static final int APART = 16;

    final int tasks;
    final int members;
    final IntConsumer task;
    final AtomicIntegerArray next;
    final AtomicInteger unfinished;
    volatile @Nullable Throwable failure;

    Job(int tasks, int members, IntConsumer task) {
      this.tasks = tasks;
      this.members = members;
      this.task = task;
      this.next = new AtomicIntegerArray(members * APART);
      this.unfinished = new AtomicInteger(tasks);
    }

    void work(int member) {
      for (int k = 0; k < members; k++) {
        int owner = (member + k) % members;
        int first = (int) ((long) tasks * owner / members);
        int count = (int) ((long) tasks * (owner + 1) / members) - first;
        int at = next.getAndIncrement(owner * APART);
        while (at < count) {
          runTask(first + at);
          at = next.getAndIncrement(owner * APART);
        }
      }
    }

    private void runTask(int index) {
      try {
        if (failure == null) {
          task.accept(index);
        }
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        unfinished.decrementAndGet();
      }
    }

    void rethrow() {
      switch (failure) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        default -> throw new IllegalStateException(failure);
      }
    }
  }

  private final int count;
  private final Thread[] threads;
  private volatile @Nullable Job job;
  private volatile boolean closed;
  private @Nullable Thread caller;

  /**
   * @param count how many threads work at a time, the caller included; at least 1
   */
  public Workers(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a team needs at least 1 worker, not " + count);
    }
    this.count = count;
    this.threads = new Thread[count - 1];
    for (int i = 0; i < threads.length; i++) {
      int member = i + 1;
      threads[i] =
          Thread.ofPlatform().daemon().name("admiral-worker-" + (i + 1)).start(() -> serve(member));
    }
  }

  public int count() {
    return count;
  }

  /**
   * Runs {@code task} for 0, …, {@code tasks − 1} and returns when all are done. If one throws, those
   * that have not begun are left out, and this throws the same.
   */
  public void run(int tasks, IntConsumer task) {
    if (count == 1 || tasks <= 1 || isBusyHere()) {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
      return;
    }
    Job work = new Job(tasks, count, task);
    caller = Thread.currentThread();
    job = work;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
    work.work(0);
    for (int spins = 0; work.unfinished.get() > 0; spins++) {
      await(spins);
    }
    caller = null;
    work.rethrow();
  }

  /** Cuts 0, …, {@code rows − 1} into one range per worker and runs them. */
  public void ranges(int rows, RangeTask task) {
    if (count == 1) {
      task.run(0, rows);
      return;
    }
    int parts = Math.min(count, rows);
    run(
        parts,
        i -> task.run((int) ((long) rows * i / parts), (int) ((long) rows * (i + 1) / parts)));
  }

  /** The ranges of {@link #ranges} for a team of {@code parts}, none of them empty. */
  public static List<Range> partition(int rows, int parts) {
    int pieces = Math.min(parts, rows);
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < pieces; i++) {
      ranges.add(
          new Range((int) ((long) rows * i / pieces), (int) ((long) rows * (i + 1) / pieces)));
    }
    return ranges;
  }

  private boolean isBusyHere() {
    Thread current = Thread.currentThread();
    if (current.equals(caller)) {
      return true;
    }
    for (Thread thread : threads) {
      if (thread.equals(current)) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("ThreadPriorityCheck") // Nothing relies on it; it is only polite.
  private static void await(int spins) {
    if (spins < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
  }

  private void serve(int member) {
    Job last = null;
    int idle = 0;
    while (!closed) {
      Job current = job;
      if (current != null && current != last) {
        current.work(member);
        last = current;
        idle = 0;
      } else if (++idle < SPINS_AND_YIELDS) {
        await(idle);
      } else {
        LockSupport.park(this);
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread thread : threads) {
      LockSupport.unpark(thread);
    }
  }
}
