package dev.admiral.experiments.maml;

import java.util.List;

/**
 * How much there is to do to measure policies under attacks.
 *
 * @param generators to be trained, each once
 * @param tests of a policy under an attack
 */
record AttackWork(long generators, long tests) {

  static AttackWork of(List<AttackedTestJob> jobs) {
    return new AttackWork(
        jobs.stream()
            .filter(job -> job.kind() == AttackKind.ADGAN)
            .map(AttackedTestJob::trainedOn)
            .distinct()
            .count(),
        jobs.size());
  }

  /**
   * How long it takes, in seconds: each worker does a job at a time, and a test waits for its generator.
   *
   * @param generator seconds of the training of one
   * @param test seconds of one
   */
  double seconds(double generator, double test, int workers) {
    double longest = (generators > 0 ? generator : 0) + (tests > 0 ? test : 0);
    return Math.max(longest, (generators * generator + tests * test) / workers);
  }
}
