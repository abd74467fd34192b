package dev.admiral.experiments.attack;

import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationPlan;
import dev.admiral.experiments.algorithm.EvaluationPool;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.progress.Progress;
import dev.admiral.experiments.report.AttackPage;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.experiments.run.RunLock;
import dev.admiral.experiments.run.StopSignal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Attacks a trained policy, or the policy of a run on a task family for one of its tasks, by one attack or by all of them,
 * and compares with what it does undisturbed.
 */
public final class PolicyAttack {
  /** Attacks by all of them, with a verdict. */
  public static final String SUITE = "suite";

  /** Where the keys of an attack's settings begin. */
  private static final String GROUP = "attack.";

  /** How often the suite's searches begin again. */
  private static final int SUITE_RESTARTS = 3;

  /** The suite's radii, as multiples of ε. */
  private static final List<Double> RADII = List.of(0.25, 0.5, 1.0, 2.0, 4.0, 8.0);

  private final RunFolder folder;
  private final int threads;
  private final AttackTests tests;
  private final boolean isSuite;
  private final String name;
  private final AttackFacts facts;
  private final List<String> notes = new ArrayList<>();

  /**
   * What a user asks for; empty means the run's own setting.
   *
   * @param run the folder of the victim's run
   * @param task ψ, of a run on a task family; empty for the algorithm's own choice
   * @param attack its name, or {@value #SUITE}
   * @param epsilon the radius
   * @param steps of iterated attacks
   * @param stepSize of iterated attacks
   * @param seed of the first environments
   * @param assignments {@code key=value}, of settings that do not concern training
   */
  public record Request(
      Path run,
      List<Double> task,
      String attack,
      Optional<Double> epsilon,
      Optional<Integer> steps,
      Optional<Double> stepSize,
      long seed,
      List<String> assignments,
      int threads) {
    public Request {
      task = List.copyOf(task);
      assignments = List.copyOf(assignments);
    }
  }

  /**
   * Checks everything.
   *
   * @throws UsageException if something is asked for that is impossible
   */
  public PolicyAttack(Request request) {
    this.folder = RunFolder.open(request.run);
    this.threads = request.threads;
    this.isSuite = request.attack.equals(SUITE);
    request.assignments.forEach(PolicyAttack::check);
    if (!names().contains(request.attack)) {
      throw new UsageException(Nearest.unknown("attack", request.attack, names()));
    }
    RunConfig config = RunConfig.read(folder.config());
    boolean isForTask = TaskPolicySettings.areOf(config.algorithm());
    if (!isForTask && !request.task.isEmpty()) {
      throw new UsageException("--task means nothing for the run " + folder.path());
    }
    TrainedPolicy victim =
        isForTask
            ? TrainedPolicy.forTask(config, folder, request.task, request.assignments)
            : TrainedPolicy.latest(config, folder, request.assignments);
    if (!victim.parsed().hasLearned(victim.model())) {
      throw new UsageException(
          "%s has not learned anything yet: \"admiral resume %s\" trains it"
              .formatted(folder.path(), folder.path()));
    }
    if (victim.parsed().evaluation().episodes() == 0) {
      throw new UsageException("evaluation.episodes is 0: set how many episodes to attack");
    }
    refuseUnused(request);
    AttackSettings settings = settings(victim.parsed().attack(), request);
    settings.check(config.environment());
    LoadedPolicy loaded = victim.load();
    loaded.note().ifPresent(notes::add);
    this.name =
        AttackName.of(
            request.attack, !unused(request).contains("steps"), settings, request.seed, victim);
    this.tests =
        isSuite
            ? suite(victim, loaded, settings, request.seed)
            : one(victim, loaded, settings, request);
    this.facts =
        new AttackFacts(request, victim, loaded.episodes().normalization().isPresent(), tests);
  }

  /** What can be asked for: the attacks, and all of them. */
  public static List<String> names() {
    return Stream.concat(
            PolicyAttackKind.attacks().stream().map(PolicyAttackKind::id), Stream.of(SUITE))
        .toList();
  }

  /** What would be ignored without a word. */
  private static void refuseUnused(Request request) {
    Set<String> unused = unused(request);
    List<String> given = new ArrayList<>();
    request.steps.filter(_ -> unused.contains("steps")).ifPresent(_ -> given.add("--steps"));
    request
        .stepSize
        .filter(_ -> unused.contains("step-size"))
        .ifPresent(_ -> given.add("--step-size"));
    for (String assignment : request.assignments) {
      String key = assignment.split("=", 2)[0].strip();
      if (key.startsWith(GROUP) && unused.contains(key.substring(GROUP.length()))) {
        given.add(key);
      }
    }
    if (!given.isEmpty()) {
      throw new UsageException(
          "%s changes nothing about %s".formatted(given.getFirst(), request.attack));
    }
  }

  /** The keys of an attack's settings that change nothing about what is asked for. */
  private static Set<String> unused(Request request) {
    return request.attack.equals(SUITE)
        ? Set.of("kind")
        : PolicyAttackKind.of(request.attack).unusedSettings();
  }

  private static void check(String assignment) {
    if (!assignment.startsWith("evaluation.") && !assignment.startsWith(GROUP)) {
      throw new UsageException(
          "attack changes settings of evaluation and attack alone, not %s".formatted(assignment));
    }
  }

  private static AttackSettings settings(AttackSettings own, Request request) {
    try {
      AttackSettings settings =
          request.epsilon.isPresent() ? own.withEpsilon(request.epsilon.get()) : own;
      return settings.withSearch(
          request.steps.orElse(settings.steps()),
          request.stepSize.orElse(settings.stepSize()),
          settings.restarts());
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  private AttackTests one(
      TrainedPolicy victim, LoadedPolicy loaded, AttackSettings settings, Request request) {
    AttackSettings chosen = settings.with(PolicyAttackKind.of(request.attack));
    var _ = loaded.attack(chosen); // or it throws, depending on the policy
    return new AttackTests(
        test(victim, settings.none(), request.seed),
        List.of(test(victim, chosen, request.seed)),
        List.of(),
        List.of());
  }

  private AttackTests suite(
      TrainedPolicy victim, LoadedPolicy loaded, AttackSettings settings, long seed) {
    if (!settings.randomStart()) {
      throw new UsageException(
          "attack.random-start is false, but must be true for %s: its searches begin %d times, each from another point"
              .formatted(SUITE, SUITE_RESTARTS));
    }
    List<PolicyTests> attacks = new ArrayList<>();
    for (PolicyAttackKind kind : PolicyAttackKind.attacks()) {
      Optional<String> refusal = loaded.refusal(kind);
      if (refusal.isPresent()) {
        notes.add("The suite leaves out %s: %s.".formatted(kind.id(), refusal.get()));
        continue;
      }
      boolean searches = kind != PolicyAttackKind.FGSM && kind != PolicyAttackKind.RANDOM;
      int restarts = searches && kind != PolicyAttackKind.PGD_50 ? SUITE_RESTARTS : 1;
      attacks.add(
          test(
              victim,
              settings.with(kind).withSearch(settings.steps(), settings.stepSize(), restarts),
              seed));
    }
    AttackSettings policyAttack = settings.with(PolicyAttackKind.CE_PGD);
    List<PolicyTests> curve =
        settings.radii(RADII).stream()
            .map(radius -> test(victim, policyAttack.withEpsilon(radius), seed))
            .toList();
    List<PolicyTests> iterated =
        List.of(
            test(
                victim,
                policyAttack.withSearch(2 * settings.steps(), settings.stepSize(), SUITE_RESTARTS),
                seed));
    return new AttackTests(test(victim, settings.none(), seed), attacks, curve, iterated);
  }

  private PolicyTests test(TrainedPolicy victim, AttackSettings settings, long seed) {
    return PolicyTests.one(victim, settings, seed, kept().toString());
  }

  /** Where what was measured is kept. */
  private Path kept() {
    return kept(folder);
  }

  /** Where what is measured of a run's policy under attacks is kept, whoever measures it. */
  public static Path kept(RunFolder folder) {
    return folder.path().resolve("attacks").resolve("episodes");
  }

  /**
   * Measures what is not kept from before, and writes {@link #csv} and {@link #page}.
   *
   * @return whether all is done; false on a stop
   */
  public boolean run(Progress progress, StopSignal stop) {
    List<PolicyTestJob> jobs =
        tests.all().stream().flatMap(test -> test.jobs().stream()).distinct().toList();
    EvaluationPlan plan = EvaluationPlan.of(jobs, this::write);
    try (Workers workers = new Workers(threads);
        RunLock _ = RunLock.acquire(folder)) {
      return new EvaluationPool(workers, stop::isRequested).run(List.of(plan), progress);
    }
  }

  private void write() {
    AtomicFile.write(csv(), PolicyTestPlan.returns(tests.all()).toCsv());
    AttackReport report = report();
    AttackPage.write(
        "Attacks on " + folder.path().getFileName(),
        notes(report),
        new AttackPage.Measurement(facts.sentences(), facts.command()),
        List.of(report.table()),
        PolicyTestPlan.returns(tests.shown()),
        report.curve().isEmpty() ? Optional.empty() : Optional.of(curve(report)),
        isSuite ? Optional.of(report.verdict()) : Optional.empty(),
        page());
  }

  private static AttackPage.Curve curve(AttackReport report) {
    return new AttackPage.Curve(
        report.curve().stream().map(attack -> attack.attack().epsilon()).toList(),
        report.curve().stream().map(AttackOutcomes::meanReturn).toList(),
        report.clean().meanReturn(),
        report.curveTitle() + ".",
        report.curveTable());
  }

  /** What came out, once all is measured. */
  AttackReport report() {
    return tests.report();
  }

  /** What came out, for a terminal. */
  public String text() {
    AttackReport report = report();
    StringBuilder text = new StringBuilder(report.table().toText()).append('\n');
    if (!report.curve().isEmpty()) {
      text.append('\n')
          .append(report.curveTitle())
          .append(":\n")
          .append(report.curveTable().toText())
          .append('\n');
    }
    if (isSuite) {
      text.append("\nCan this evaluation be trusted?\n")
          .append(report.verdict().toText())
          .append('\n');
    }
    notes(report).forEach(note -> text.append('\n').append(note).append('\n'));
    text.append("\nHow it was measured:\n");
    facts.sentences().forEach(sentence -> text.append(sentence).append('\n'));
    return text.append(facts.command()).append('\n').toString();
  }

  private List<String> notes(AttackReport report) {
    List<String> all = new ArrayList<>();
    report.worstNote().ifPresent(all::add);
    all.addAll(notes);
    return all;
  }

  /** Every episode. */
  public Path csv() {
    return folder.path().resolve("attacks").resolve(name + ".csv");
  }

  /** The report with pictures. */
  public Path page() {
    return folder.path().resolve("attacks").resolve(name + ".html");
  }
}
