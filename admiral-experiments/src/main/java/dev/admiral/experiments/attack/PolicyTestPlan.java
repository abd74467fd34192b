package dev.admiral.experiments.attack;

import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.report.PolicyReturns;
import dev.admiral.rollout.NumberedEpisodes.Outcome;
import java.util.ArrayList;
import java.util.List;

/** A policy's episodes, clean and under attacks, which become {@code evaluation.csv}. */
final class PolicyTestPlan implements EvaluationPlan {
  private static final long FIRST_SEED = 1;

  private final List<PolicyTests> tests = new ArrayList<>();
  private final EvaluationFolder results;

  PolicyTestPlan(TrainedPolicy policy, EvaluationFolder results) {
    this.results = results;
    PolicySettings settings = policy.parsed();
    String kept = results.jobs().toString();
    tests.add(PolicyTests.one(policy, settings.attack().none(), FIRST_SEED, kept));
    for (String attack : settings.evaluation().attacks()) {
      AttackSettings chosen = settings.attack().with(PolicyAttackKind.of(attack));
      tests.add(PolicyTests.one(policy, chosen, FIRST_SEED, kept));
    }
  }

  @Override
  public List<PolicyTestJob> jobs() {
    return tests.stream().flatMap(test -> test.jobs().stream()).toList();
  }

  @Override
  public void finish() {
    AtomicFile.write(results.csv(), returns(tests).toCsv());
  }

  /** The episodes of tests of one policy each. */
  static PolicyReturns returns(List<PolicyTests> tests) {
    List<PolicyReturns.Row> rows = new ArrayList<>();
    for (PolicyTests test : tests) {
      for (PolicyTestJob job : test.jobs()) {
        for (Outcome outcome : job.result().episodes()) {
          rows.add(
              new PolicyReturns.Row(
                  test.attack().kind().id(),
                  test.attack().epsilon(),
                  test.attack().gradientSteps(),
                  test.attack().restarts(),
                  job.seed(),
                  outcome.number(),
                  outcome.episodeReturn(),
                  outcome.length(),
                  outcome.actionChange(),
                  job.result().largestChange()));
        }
      }
    }
    return new PolicyReturns(rows);
  }
}
