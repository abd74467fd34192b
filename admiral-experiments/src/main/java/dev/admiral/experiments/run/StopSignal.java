package dev.admiral.experiments.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and SIGTERM into a polite request. While this is open, such a signal sets {@link
 * #isRequested}, and the process ends only after {@link #close}: with the exit status that the signal
 * has by convention (130, 143).
 */
public final class StopSignal implements AutoCloseable {
  /** After how long somebody who waits is told what for. */
  private static final long PATIENCE_SECONDS = 1;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Runnable whileWaiting;
  private final Thread hook = new Thread(this::onShutdown, "admiral-stop");
  private volatile boolean requested;

  private StopSignal(Runnable whileWaiting) {
    this.whileWaiting = whileWaiting;
  }

  /** Begins to listen. */
  public static StopSignal listen() {
    return listen(() -> {});
  }

  /**
   * Begins to listen.
   *
   * @param whileWaiting is run once, on another thread, if {@link #close} comes more than a second after the signal
   */
  public static StopSignal listen(Runnable whileWaiting) {
    StopSignal signal = new StopSignal(whileWaiting);
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
      if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        whileWaiting.run();
        closed.await();
      }
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
