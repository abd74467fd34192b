package dev.admiral.mujoco.task;

/** ‖u‖² of the control u = a/scale, clipped to [−1, 1], that an action a becomes. */
record ControlCost(double scale) {
  ControlCost {
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("action-scale must be positive and finite, not " + scale);
    }
  }

  double of(double[] action) {
    double sum = 0;
    for (double a : action) {
      double u = Math.clamp(a / scale, -1, 1);
      sum += u * u;
    }
    return sum;
  }
}
