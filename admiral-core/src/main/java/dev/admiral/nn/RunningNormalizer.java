package dev.admiral.nn;

import dev.admiral.checkpoint.Checkpoint;
import java.util.Arrays;

/**
 * Mean and standard deviation of all rows seen so far, and the map x ↦ (x − mean)/std. Batches
 * are merged by the parallel formula of Chan, Golub and LeVeque, in double precision.
 */
public final class RunningNormalizer implements Normalizer {
  /** Standard deviations are taken to be at least this. */
  public static final double MINIMUM_STD = 1e-6;

  private final double[] mean;
  private final double[] squares;
  private final float[] meanF;
  private final float[] std;
  private final float[] inverseStd;
  private double count;

  /** The identity map until the first update. */
  public RunningNormalizer(int size) {
    this.mean = new double[size];
    this.squares = new double[size];
    this.meanF = new float[size];
    this.std = new float[size];
    this.inverseStd = new float[size];
    Arrays.fill(std, 1f);
    Arrays.fill(inverseStd, 1f);
  }

  @Override
  public int size() {
    return mean.length;
  }

  /** How many rows were seen. */
  public long count() {
    return (long) count;
  }

  /** Single-precision means, live. */
  public float[] mean() {
    return meanF;
  }

  /** Single-precision standard deviations, live. */
  public float[] std() {
    return std;
  }

  /** Takes the rows of {@code batch}, shape {@code [rows, size]}, into account. */
  public void update(Matrix batch) {
    if (batch.rows() == 0) {
      return;
    }
    double total = count + batch.rows();
    for (int j = 0; j < mean.length; j++) {
      double sum = 0;
      for (int r = 0; r < batch.rows(); r++) {
        sum += batch.get(r, j);
      }
      double batchMean = sum / batch.rows();
      double batchSquares = 0;
      for (int r = 0; r < batch.rows(); r++) {
        double deviation = batch.get(r, j) - batchMean;
        batchSquares += deviation * deviation;
      }
      double delta = batchMean - mean[j];
      mean[j] += delta * batch.rows() / total;
      squares[j] += batchSquares + delta * delta * count * batch.rows() / total;
    }
    count = total;
    refresh();
  }

  private void refresh() {
    for (int j = 0; j < mean.length; j++) {
      meanF[j] = (float) mean[j];
      std[j] = count == 0 ? 1f : (float) Math.max(MINIMUM_STD, Math.sqrt(squares[j] / count));
      inverseStd[j] = 1 / std[j];
    }
  }

  /** Writes (x − mean)/std of the first {@link #size} columns of {@code x} into those of {@code out}. */
  @Override
  public void normalize(Matrix x, Matrix out) {
    float[] source = x.values();
    float[] target = out.values();
    for (int r = 0; r < x.rows(); r++) {
      int from = x.rowOffset(r);
      int to = out.rowOffset(r);
      for (int j = 0; j < meanF.length; j++) {
        target[to + j] = (source[from + j] - meanF[j]) * inverseStd[j];
      }
    }
  }

  /** As {@link #normalize(Matrix, Matrix)}, clipped to ± {@code limit}. */
  public void normalize(Matrix x, Matrix out, double limit) {
    normalize(x, out);
    float[] values = out.values();
    for (int r = 0; r < x.rows(); r++) {
      int at = out.rowOffset(r);
      for (int j = 0; j < meanF.length; j++) {
        values[at + j] = (float) Math.clamp(values[at + j], -limit, limit);
      }
    }
  }

  @Override
  public void pullBack(Matrix gradients) {
    float[] values = gradients.values();
    for (int r = 0; r < gradients.rows(); r++) {
      int at = gradients.rowOffset(r);
      for (int j = 0; j < inverseStd.length; j++) {
        values[at + j] *= inverseStd[j];
      }
    }
  }

  public void save(Checkpoint checkpoint) {
    checkpoint.put("mean", mean);
    checkpoint.put("squares", squares);
    checkpoint.put("count", new double[] {count});
  }

  public void restore(Checkpoint checkpoint) {
    checkpoint.read("mean", mean);
    checkpoint.read("squares", squares);
    count = checkpoint.doubles("count")[0];
    refresh();
  }
}
