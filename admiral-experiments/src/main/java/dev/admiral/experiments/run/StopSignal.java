package dev.admiral.experiments.run;

import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C and SIGTERM into a polite request. While this is open, such a signal sets {@link
 * #isRequested}, and the process ends only after {@link #close}: with the exit status that the signal
 * has by convention (130, 143).
 */
public final class StopSignal implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::onShutdown, "admiral-stop");
  private volatile boolean requested;

  private StopSignal() {}

  /** Begins to listen. */
  public static StopSignal listen() {
    StopSignal signal = new StopSignal();
    Runtime.getRuntime().addShutdownHook(signal.hook);
    return signal;
  }

  public boolean isRequested() {
    return requested;
  }

  /** Asks for what a signal asks for, without one. */
  public void request() {
    requested = true;
  }

  private void onShutdown() {
    requested = true;
    try {
      // The virtual machine goes on running while its hooks do.
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets a process that was asked to stop end; after that, the calling thread may not go on. */
  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is ending.
    }
  }
}
