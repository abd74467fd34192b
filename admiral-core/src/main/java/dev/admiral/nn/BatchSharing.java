package dev.admiral.nn;

import dev.admiral.concurrent.Workers;
import dev.admiral.concurrent.Workers.RangeTask;
import dev.admiral.nn.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * How the work on a batch is shared out among workers.
 *
 * <p>Rows are independent in everything but the sum of their gradients, which is taken in an order that
 * depends on the batch's shape alone: within chunks of {@value #CHUNK} rows one after the other, and
 * then over the chunks. So the number of workers never shows in a result.
 */
final class BatchSharing {
  /** Rows whose activations stay in a core's cache while all layers work on them. */
  static final int CHUNK = 256;

  /** Multiply-adds below which a hand-over to another thread costs more than it saves. */
  private static final long WORTH_SHARING = 1 << 19;

  /** Rows of a weight gradient that one task makes when a single chunk is shared out. */
  private static final int STRIP = 64;

  private final int parameterLength;
  private final Workers workers;
  private final Kernels kernels;
  private final List<Strip> strips;
  private final List<float[]> chunkGradients = new ArrayList<>();

  /** Rows {@code from} to {@code to} of the weight gradient of a layer. */
  record Strip(int layer, int from, int to) {}

  /** Adds the gradient of rows {@code from} to {@code to} of the batch. */
  @FunctionalInterface
  interface GradientTask {
    void run(Strip strip, int from, int to, float[] gradient);
  }

  /**
   * @param strips cover every weight gradient; each is made by one task
   * @param parameterLength the length of a gradient
   */
  BatchSharing(List<Strip> strips, int parameterLength, Workers workers, Kernels kernels) {
    this.strips = strips;
    this.parameterLength = parameterLength;
    this.workers = workers;
    this.kernels = kernels;
  }

  /** Strips of {@value #STRIP} rows for a layer whose weight gradient has {@code rows} rows. */
  static List<Strip> strips(int layer, int rows) {
    List<Strip> strips = new ArrayList<>();
    for (int i = 0; i < rows; i += STRIP) {
      strips.add(new Strip(layer, i, Math.min(rows, i + STRIP)));
    }
    return strips;
  }

  /** Runs {@code task} over all rows: on this thread, in one range per worker, or chunk by chunk. */
  void rows(int rows, RangeTask task) {
    int chunks = (rows + CHUNK - 1) / CHUNK;
    boolean share = workers.count() > 1 && (long) rows * parameterLength >= WORTH_SHARING;
    if (share && chunks < 2 * workers.count()) {
      // Whole register tiles (4 rows) for all but the last worker.
      int per = ((rows + workers.count() - 1) / workers.count() + 3) / 4 * 4;
      int parts = (rows + per - 1) / per;
      workers.run(parts, i -> task.run(i * per, Math.min(rows, (i + 1) * per)));
    } else if (share) {
      workers.run(chunks, c -> task.run(c * CHUNK, Math.min(rows, (c + 1) * CHUNK)));
    } else {
      for (int c = 0; c < chunks; c++) {
        task.run(c * CHUNK, Math.min(rows, (c + 1) * CHUNK));
      }
    }
  }

  /** Runs {@code task} for 0, …, {@code tasks − 1}, which take {@code work} multiply-adds in all. */
  void tasks(int tasks, long work, IntConsumer task) {
    if (workers.count() > 1 && work >= WORTH_SHARING) {
      workers.run(tasks, task);
    } else {
      for (int i = 0; i < tasks; i++) {
        task.accept(i);
      }
    }
  }

  /**
   * Runs {@code rowTask} over all rows and adds what {@code gradientTask} makes of them to {@code
   * gradient}, in the one order that the class comment states. Of several chunks, each goes through both
   * while it is in the cache.
   */
  void rowsAndSum(int rows, RangeTask rowTask, GradientTask gradientTask, float[] gradient) {
    int chunks = (rows + CHUNK - 1) / CHUNK;
    if (chunks == 1) {
      rows(rows, rowTask);
      tasks(
          strips.size(),
          (long) rows * parameterLength,
          s -> gradientTask.run(strips.get(s), 0, rows, gradient));
      return;
    }
    while (chunkGradients.size() < chunks) {
      chunkGradients.add(new float[parameterLength]);
    }
    workers.run(
        chunks,
        c -> {
          int from = c * CHUNK;
          int to = Math.min(rows, from + CHUNK);
          float[] chunk = chunkGradients.get(c);
          rowTask.run(from, to);
          Arrays.fill(chunk, 0);
          for (Strip strip : strips) {
            gradientTask.run(strip, from, to, chunk);
          }
        });
    for (int c = 0; c < chunks; c++) {
      kernels.addScaled(1, chunkGradients.get(c), 0, gradient, 0, parameterLength);
    }
  }
}
