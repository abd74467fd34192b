package dev.admiral.experiments.algorithm;

import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.evaluation.EvaluationException;
import dev.admiral.experiments.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Does the jobs of any number of evaluations, one to a worker at a time. Each keeps what it measured, so
 * that a pool that is stopped or killed and started again does only what is missing.
 */
public final class EvaluationPool {
  private final Workers workers;
  private final BooleanSupplier stopRequested;

  /**
   * @param stopRequested asked often; on true, jobs in progress are given up
   */
  public EvaluationPool(Workers workers, BooleanSupplier stopRequested) {
    this.workers = workers;
    this.stopRequested = stopRequested;
  }

  /**
   * Runs what is missing, and writes the evaluations.
   *
   * @return whether all is done; false on a stop
   * @throws EvaluationException if a job fails; those in progress are then given up
   */
  public boolean run(List<? extends EvaluationPlan> plans, Progress progress) {
    List<EvaluationJob> jobs = new ArrayList<>();
    plans.forEach(plan -> jobs.addAll(plan.jobs()));
    long kept = jobs.stream().filter(EvaluationJob::isDone).count();
    progress.message(
        "evaluating: %d jobs%s"
            .formatted(jobs.size(), kept == 0 ? "" : ", of which " + kept + " are done"));
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    JobProgress done = new JobProgress(jobs, progress);
    workers.run(
        jobs.size(),
        i -> {
          EvaluationJob job = jobs.get(i);
          Runnable check =
              () -> {
                if (stopRequested.getAsBoolean() || failure.get() != null) {
                  throw new CancellationException();
                }
              };
          try {
            check.run(); // a job may have much to prepare before it tells of progress
            if (!job.isDone()) {
              job.run(part -> {
                check.run();
                done.update(i, Math.min(part, 0.999)); // all of it when it is kept
              });
            }
            done.update(i, 1);
          } catch (CancellationException _) {
            // What it had measured is lost; the other jobs' results are kept.
          } catch (RuntimeException e) {
            failure.compareAndSet(
                null,
                new EvaluationException("the evaluation of " + job.description() + " failed", e));
          }
        });
    RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    if (stopRequested.getAsBoolean()) {
      return false;
    }
    plans.forEach(EvaluationPlan::finish);
    return true;
  }
}
