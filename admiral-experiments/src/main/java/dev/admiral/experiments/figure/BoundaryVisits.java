package dev.admiral.experiments.figure;

import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.evaluation.VisitedTask;
import dev.admiral.space.Box;
import java.util.List;
import java.util.OptionalInt;

/** How close the tasks of one training are to the boundary of Ψ. */
record BoundaryVisits(EvaluatedRun run) {
  /** A task closer to the boundary than this is on it. */
  static final double CLOSE = 0.01;

  /** 1 − ‖u‖∞, with u the task in [−1, 1] units of Ψ: 0 on the boundary, 1 at the centre. */
  static double distance(List<Double> task, Box parameters) {
    double[] unit = parameters.toUnit(task.stream().mapToDouble(Double::doubleValue).toArray());
    double largest = 0;
    for (double coordinate : unit) {
      largest = Math.max(largest, Math.abs(coordinate));
    }
    return Math.max(0, 1 - largest);
  }

  List<VisitedTask> visits() {
    return run.evaluation().visitedTasks();
  }

  double distance(VisitedTask visit) {
    Evaluation evaluation = run.evaluation();
    return distance(visit.task(), evaluation.parameters());
  }

  boolean isOnBoundary(VisitedTask visit) {
    return distance(visit) <= CLOSE;
  }

  /** After how many tasks one on the boundary was among them; empty where none was. */
  OptionalInt first() {
    return visits().stream().filter(this::isOnBoundary).mapToInt(VisitedTask::index).min();
  }

  /** The share of tasks on the boundary. */
  double share() {
    return (double) visits().stream().filter(this::isOnBoundary).count() / visits().size();
  }
}
