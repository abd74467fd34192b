package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdMrl;
import dev.admiral.admrl.AdaptationConfig;
import dev.admiral.admrl.OptimalReturnSearch;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.DynamicsModel;
import dev.admiral.dynamics.Slbo;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.algorithm.EvaluationJob;
import dev.admiral.experiments.comparison.TestTasks;
import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.figure.TaskError;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.random.RandomStreams;
import dev.admiral.rollout.RolloutCollector.Choice;
import dev.admiral.rollout.Trajectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One-step errors of trained models on one task. The transitions are those of a policy that TRPO trained in
 * the real simulator, so that they favour no model.
 *
 * @param method an algorithm's id, for the defaults of {@code settings}
 * @param environment the family's
 * @param settings with the test tasks, in YAML
 * @param runs the folders of the models
 * @param results the folder where what jobs measured is kept
 * @param index the task's, in the order of the test tasks
 * @param task ψ
 */
record ModelErrorJob(
    String method,
    String environment,
    String settings,
    List<String> runs,
    String results,
    int index,
    double[] task)
    implements EvaluationJob {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A file: the errors in the order of the runs, and what they depend on. */
  private record Document(List<String> runs, String settings, List<TaskError> errors) {}

  @Override
  public String description() {
    return "the models' errors on task " + Arrays.toString(task);
  }

  @Override
  public boolean isDone() {
    return find().isPresent();
  }

  /** The errors of every run, in their order. */
  List<TaskError> result() {
    return find().orElseThrow(() -> new IllegalStateException(description() + " are not measured"));
  }

  private Optional<List<TaskError>> find() {
    try {
      Document document = JSON.readValue(Files.readString(file()), Document.class);
      return document.runs().equals(runs) && document.settings().equals(settings)
          ? Optional.of(document.errors())
          : Optional.empty();
    } catch (IOException | JacksonException _) {
      return Optional.empty(); // not there, or damaged: it is measured again
    }
  }

  private Path file() {
    return Path.of(results).resolve("task-%03d.json".formatted(index));
  }

  @Override
  public void run(DoubleConsumer progress) {
    AdMrlSettings parsed =
        RecordBinder.bind(
            AdMrlAlgorithm.of(method).defaults(environment), Yaml.parse("a job", settings));
    TestTasks tests =
        TestTasks.of(parsed.evaluation().tasks(), AdMrlAlgorithm.family(parsed, environment));
    long root = new RandomStreams(0).stream("model-error/" + Arrays.toString(task)).nextLong();
    RandomStreams streams = new RandomStreams(root);
    List<TaskError> errors = new ArrayList<>();
    try (Slbo slbo = new Slbo(parsed.training().slbo(), tests.family(), streams, Workers.SERIAL)) {
      slbo.task(task);
      AdaptationConfig measurement = parsed.evaluation().adaptation();
      float[] fresh = slbo.newPolicy();
      slbo.collect(fresh, parsed.training().samples()); // for the policy's normaliser
      OptimalReturnSearch search =
          new OptimalReturnSearch(
              parsed.evaluation().optimum(),
              measurement,
              parsed.training().slbo().trpo(),
              parsed.training().slbo().initialStd());
      float[] policy = search.search(slbo, task, fresh, streams, progress).policy();
      Trajectories transitions = slbo.realEpisodes(policy, measurement.episodes(), Choice.SAMPLE);
      for (String run : runs) {
        errors.add(PredictionError.of(transitions, model(run, parsed, tests)).asTaskError(task));
      }
    }
    AtomicFile.write(file(), JSON.writeValueAsString(new Document(runs, settings, errors)) + "\n");
  }

  /** The model of a finished training; the caller must not train it. */
  private static DynamicsModel model(String run, AdMrlSettings settings, TestTasks tests) {
    Checkpoint checkpoint =
        new RunFolder(Path.of(run))
            .checkpoints()
            .latest()
            .orElseThrow(() -> new UsageException(run + " has no checkpoint"))
            .checkpoint();
    try (Slbo slbo =
        new Slbo(
            settings.training().slbo(), tests.family(), new RandomStreams(0), Workers.SERIAL)) {
      slbo.restore(AdMrl.slboState(checkpoint));
      return slbo.model();
    }
  }
}
