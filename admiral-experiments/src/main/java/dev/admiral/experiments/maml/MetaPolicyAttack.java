package dev.admiral.experiments.maml;

import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.EvaluationPool;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.report.ResultTable;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.experiments.run.RunLock;
import dev.admiral.experiments.run.StopSignal;
import dev.admiral.experiments.statistics.NestedBootstrap;
import dev.admiral.experiments.statistics.NestedStatistic;
import dev.admiral.experiments.statistics.Score;
import dev.admiral.maml.Phase;
import dev.admiral.random.RandomStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Attacks a trained meta-policy on the test tasks, and compares with what it does undisturbed. */
public final class MetaPolicyAttack {
  private static final Map<String, Set<Phase>> PHASES = new LinkedHashMap<>();

  static {
    PHASES.put("adaptation", EnumSet.of(Phase.ADAPTATION));
    PHASES.put("evaluation", EnumSet.of(Phase.VALIDATION));
    PHASES.put("both", EnumSet.allOf(Phase.class));
  }

  private final List<RunFolder> folders;
  private final int threads;
  private final AttackedTestJob clean;
  private final AttackedTestJob attacked;

  /**
   * What a user asks for.
   *
   * @param run the folder of the victim's run
   * @param attack its name
   * @param epsilon its strength
   * @param phase {@code adaptation}, {@code evaluation} or {@code both}
   * @param generatorOf the folder of the run against which adgan's generator is trained; the victim's own if
   *     empty
   * @param seed of the episodes
   * @param assignments {@code key=value}, of settings that do not concern training
   */
  public record Request(
      Path run,
      String attack,
      double epsilon,
      String phase,
      Optional<Path> generatorOf,
      long seed,
      List<String> assignments,
      int threads) {
    public Request {
      assignments = List.copyOf(assignments);
      if (!(epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY)) {
        throw new UsageException("epsilon must be finite and not negative, not " + epsilon);
      }
    }
  }

  /**
   * Checks everything.
   *
   * @throws UsageException if something is asked for that is impossible
   */
  public MetaPolicyAttack(Request request) {
    AttackKind kind = AttackKind.of(request.attack);
    Set<Phase> phases = PHASES.get(request.phase);
    if (phases == null) {
      throw new UsageException(Nearest.unknown("phase", request.phase, PHASES.keySet()));
    }
    if (request.generatorOf.isPresent() && kind != AttackKind.ADGAN) {
      throw new UsageException(
          "--generator-of means nothing for the attack %s, which has no generator"
              .formatted(kind.id()));
    }
    RunFolder folder = RunFolder.open(request.run);
    RunFolder sourceFolder = RunFolder.open(request.generatorOf.orElse(request.run));
    this.folders = locked(folder, sourceFolder);
    this.threads = request.threads;
    request.assignments.forEach(MetaPolicyAttack::check);
    MetaPolicy victim = policy(folder, request.assignments);
    if (victim.parsed().evaluation().tasks() == 0) {
      throw new UsageException("evaluation.tasks is 0: set on how many tasks to attack");
    }
    MetaPolicy source = policy(sourceFolder, request.assignments);
    int seen = victim.policy().network().inputSize();
    int perturbed = source.policy().network().inputSize();
    if (kind == AttackKind.ADGAN && seen != perturbed) {
      throw new UsageException(
          "a generator against %s perturbs observations of %d numbers, but the policy of %s sees %d"
              .formatted(source.run(), perturbed, victim.run(), seen));
    }
    List<String> names = AttackedTestJob.names(phases);
    this.clean = new AttackedTestJob(victim, AttackKind.NONE, 0, victim, names, request.seed);
    this.attacked = new AttackedTestJob(victim, kind, request.epsilon, source, names, request.seed);
  }

  /** Both, always in the same order, since generators are kept with whom they were trained against. */
  private static List<RunFolder> locked(RunFolder victim, RunFolder source) {
    return Stream.of(victim, source)
        .map(folder -> new RunFolder(folder.path().toAbsolutePath().normalize()))
        .distinct()
        .sorted(Comparator.comparing(RunFolder::path))
        .toList();
  }

  /** What was trained stays as it was. */
  private static void check(String assignment) {
    if (!assignment.startsWith("evaluation.") && !assignment.startsWith("attack.")) {
      throw new UsageException(
          "attack changes settings of evaluation and attack alone, not %s".formatted(assignment));
    }
  }

  private static MetaPolicy policy(RunFolder folder, List<String> assignments) {
    RunConfig config = RunConfig.read(folder.config());
    if (Stream.of(MamlAlgorithm.values()).noneMatch(own -> own.id().equals(config.algorithm()))) {
      throw new UsageException(
          "%s is a run of %s, which trains no meta-policy: a generator is trained against a run of %s"
              .formatted(
                  folder.path(),
                  config.algorithm(),
                  String.join(
                      ", ", Stream.of(MamlAlgorithm.values()).map(MamlAlgorithm::id).toList())));
    }
    return MetaPolicy.latest(config.with(assignments), folder);
  }

  /**
   * Measures what is not kept from before.
   *
   * @return whether all is done; false on a stop
   */
  public boolean run(Progress progress, StopSignal stop) {
    EvaluationPlan plan = EvaluationPlan.of(List.of(attacked, clean));
    List<RunLock> locks = new ArrayList<>();
    try (Workers workers = new Workers(threads)) {
      folders.forEach(folder -> locks.add(RunLock.acquire(folder)));
      return new EvaluationPool(workers, stop::isRequested).run(List.of(plan), progress);
    } finally {
      locks.forEach(RunLock::close);
    }
  }

  /** Returns before and after adaptation, clean and attacked, with the largest perturbation that was applied. */
  public ResultTable table() {
    List<List<String>> rows = new ArrayList<>();
    for (AttackedTestJob job : List.of(clean, attacked)) {
      AttackedTest result = job.result();
      rows.add(
          List.of(
              job.kind() == AttackKind.NONE ? "clean" : job.kind().id() + ", ε " + job.strength(),
              interval(result.before()),
              interval(result.after()),
              ResultText.number(result.largestChange()),
              ResultText.number(result.largestLength())));
    }
    return new ResultTable(
        List.of("attack", "before adaptation", "after adaptation", "largest ‖δ‖∞", "largest ‖δ‖₂"),
        rows);
  }

  /** Where the measurements are kept. */
  public Path file() {
    return Path.of(attacked.results()).resolve(attacked.name() + ".json");
  }

  private static String interval(List<List<Score>> returns) {
    return ResultText.interval(
        NestedBootstrap.STANDARD.interval(
            List.of(returns), NestedStatistic.MEAN, RandomStream.of(1)));
  }
}
