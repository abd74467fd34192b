package dev.admiral.admrl;

import dev.admiral.checkpoint.Checkpoint;

/** Watches the returns of one phase of virtual training for a plateau. */
final class Plateau {
  private final PlateauConfig config;
  private double best = Double.NEGATIVE_INFINITY;
  private int withoutImprovement;

  Plateau(PlateauConfig config) {
    this.config = config;
  }

  /** Forgets what was measured: a phase begins. */
  void reset() {
    best = Double.NEGATIVE_INFINITY;
    withoutImprovement = 0;
  }

  /** Takes the next return, which is finite; whether it is the last that patience waits for. */
  boolean reached(double meanReturn) {
    boolean first = best == Double.NEGATIVE_INFINITY;
    if (first || meanReturn > best + config.tolerance() * Math.abs(best)) {
      best = meanReturn;
      withoutImprovement = 0;
    } else {
      withoutImprovement++;
    }
    return withoutImprovement >= config.patience();
  }

  void save(Checkpoint checkpoint) {
    checkpoint.put("best", new double[] {best});
    checkpoint.put("without-improvement", withoutImprovement);
  }

  void restore(Checkpoint checkpoint) {
    double[] stored = new double[1];
    checkpoint.read("best", stored);
    best = stored[0];
    withoutImprovement = (int) checkpoint.integer("without-improvement");
  }
}
