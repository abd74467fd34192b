package dev.admiral.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.Checkpoint.Floats;
import dev.admiral.checkpoint.CheckpointStore;
import dev.admiral.checkpoint.SafeTensors;
import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.policy.ActorCritic;
import dev.admiral.policy.Categorical;
import dev.admiral.policy.SeparateActorCritic;
import dev.admiral.ppo.Ppo;
import dev.admiral.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.data.Offset;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What another program gets of a trained policy. */
class ExportCommandTest {
  private static final double TOLERANCE = 1e-6;

  @TempDir static Path temporary;
  private static Path run;

  @BeforeAll
  static void train() {
    run = temporary.resolve("ppo");
    train(
        "ppo",
        "cart-pole",
        run,
        "hidden=[8]",
        "training.environments=2",
        "training.horizon=32",
        "training.minibatch-size=32",
        "training.steps=256",
        "evaluation.episodes=0");
  }

  private static void train(String algorithm, String environment, Path out, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of("train", algorithm, "--env", environment, "--quiet", "--out", out.toString()));
    Arrays.stream(settings).forEach(setting -> arguments.addAll(List.of("--set", setting)));
    CommandLineRun training = CommandLineRun.standard(arguments.toArray(String[]::new));
    assertThat(training.err()).isEmpty();
    assertThat(training.status()).isZero();
  }

  private static CommandLineRun export(Path from, String format, Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("export", from.toString(), "--format", format, "--out", out.toString()));
    arguments.addAll(List.of(more));
    return CommandLineRun.standard(arguments.toArray(String[]::new));
  }

  private static Checkpoint checkpoint() {
    return new CheckpointStore(run.resolve("checkpoints"), 1).latest().orElseThrow().checkpoint();
  }

  private static Matrix observations() {
    RandomStream random = RandomStream.of(3);
    Matrix observations = Matrix.zeros(20, 4);
    for (int i = 0; i < 80; i++) {
      observations.values()[i] = (float) random.nextGaussian();
    }
    return observations;
  }

  /// What the training's policy answers: observations are normalised and clipped, and then go through it.
  private static Matrix answers(Matrix observations) {
    ActorCritic model =
        new SeparateActorCritic(
            new Mlp(4, List.of(8), 2, Activation.TANH),
            new Mlp(4, List.of(8), 1, Activation.TANH),
            new Categorical(2),
            ConstantScale.identity(4));
    float[] parameters = Ppo.parameters(model, checkpoint());
    RunningNormalizer statistics = new RunningNormalizer(4);
    statistics.restore(Ppo.environment(checkpoint()).scope("observations"));
    Matrix shown = Matrix.zeros(observations.rows(), 4);
    statistics.normalize(observations, shown, 10);
    return model.policy().pass(observations.rows(), Workers.SERIAL).forward(parameters, shown);
  }

  @Test
  void torchScriptAnswersAsThePolicyDoes() {
    NeedsTorch.orSkip();
    Path file = temporary.resolve("policy.pt");

    CommandLineRun result = export(run, "torchscript", file);

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.out().lines())
        .containsExactly(
            file + ": the policy of ppo",
            "inputs: raw observations, shape [rows, 4]",
            "outputs: logits, shape [rows, 2]",
            "",
            "import torch; policy = torch.jit.load(\"" + file + "\")",
            "outputs = policy(torch.zeros(1, 4))");
    Matrix observations = observations();
    assertClose(forward(file, observations), answers(observations));
  }

  private static float[] forward(Path file, Matrix observations) {
    try (PointerScope _ = new PointerScope()) {
      JitModule module = torch.load(file.toString());
      Tensor inputs = torch.tensor(observations.values()).view(observations.rows(), 4);
      Tensor outputs = module.forward(new IValueVector(new IValue(inputs))).toTensor();
      float[] values = new float[Math.toIntExact(outputs.numel())];
      new FloatPointer(outputs.contiguous().data_ptr()).get(values);
      return values;
    }
  }

  private static void assertClose(float[] actual, Matrix expected) {
    assertThat(actual).hasSize(expected.rows() * expected.columns());
    for (int i = 0; i < actual.length; i++) {
      double wanted = expected.get(i / expected.columns(), i % expected.columns());
      assertThat((double) actual[i]).isCloseTo(wanted, Offset.offset(TOLERANCE));
      assertThat(wanted).isNotZero();
    }
  }

  /// By hand, as another program would put the arrays together.
  @Test
  void safetensorsAnswerAsThePolicyDoes() throws IOException {
    Path file = temporary.resolve("policy.safetensors");

    CommandLineRun result = export(run, "safetensors", file);

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains(
            "from safetensors import safe_open; policy = safe_open(\"" + file + "\", \"np\")");
    Map<String, float[]> arrays = read(file);
    Matrix observations = observations();
    float[] outputs = new float[40];
    for (int r = 0; r < 20; r++) {
      double[] x = new double[4];
      for (int i = 0; i < 4; i++) {
        double mean = arrays.get("observation_mean")[i];
        double std = arrays.get("observation_std")[i];
        x[i] = Math.clamp((observations.get(r, i) - mean) / std, -10, 10);
      }
      double[] hidden = layer(arrays, 0, x);
      for (int i = 0; i < hidden.length; i++) {
        hidden[i] = Math.tanh(hidden[i]);
      }
      double[] logits = layer(arrays, 1, hidden);
      outputs[2 * r] = (float) logits[0];
      outputs[2 * r + 1] = (float) logits[1];
    }
    assertClose(outputs, answers(observations));
  }

  private static Map<String, float[]> read(Path file) throws IOException {
    return SafeTensors.read(file).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> ((Floats) e.getValue()).values()));
  }

  private static double[] layer(Map<String, float[]> arrays, int index, double[] x) {
    float[] weights = arrays.get("layer" + index + "_weight");
    float[] biases = arrays.get("layer" + index + "_bias");
    double[] y = new double[biases.length];
    for (int j = 0; j < y.length; j++) {
      y[j] = biases[j];
      for (int i = 0; i < x.length; i++) {
        y[j] += x[i] * weights[i * y.length + j];
      }
    }
    return y;
  }

  @Test
  void metaPoliciesAreWrittenWithoutAdaptation() {
    Path maml = temporary.resolve("maml");
    train(
        "maml",
        "navigation-2d",
        maml,
        "training.iterations=1",
        "training.tasks=2",
        "training.episodes=3",
        "training.policy-hidden=[8]",
        "family.horizon=10",
        "evaluation.tasks=0");

    CommandLineRun result = export(maml, "safetensors", temporary.resolve("maml.safetensors"));

    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains(
            "the meta-policy of maml, not adapted to a task",
            "outputs: means of a Gaussian, shape [rows, 2]");
  }

  /// PEARL's two, which are shown z too: 2 numbers of a state, 2 of a task, 3 of z.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pearl|the policy of pearl, which is shown z after the observation;|5",
        "pearl-mt|the policy of pearl-mt, which is shown ψ after the state, scaled to [-1, 1], and"
            + " then z;|7",
      })
  void policiesThatInferTheirTaskAreShownWhatTheyBelieve(
      String algorithm, String description, int inputs) throws IOException {
    Path trained = temporary.resolve(algorithm);
    train(
        algorithm,
        "navigation-2d",
        trained,
        "training.iterations=1",
        "training.training-tasks=2",
        "training.tasks-per-iteration=2",
        "training.initial-samples=10",
        "training.prior-samples=10",
        "training.extra-samples=0",
        "training.updates=1",
        "training.meta-batch=2",
        "training.batch-size=4",
        "training.latent-size=3",
        "training.hidden=[8]",
        "training.encoder-hidden=[8]",
        "training.capacity=100",
        "family.horizon=10",
        algorithm.equals("pearl") ? "evaluation.tasks=0" : "evaluation.tasks.grid=[]");
    Path file = temporary.resolve(algorithm + ".safetensors");

    CommandLineRun result = export(trained, "safetensors", file);

    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains(description, "inputs: raw observations, shape [rows, %d]".formatted(inputs));
    assertThat(read(file).get("layer0_weight")).hasSize(inputs * 8);
  }

  @Test
  void nothingIsOverwrittenUnasked() throws IOException {
    Path file = Files.writeString(temporary.resolve("mine"), "mine");

    CommandLineRun refused = export(run, "safetensors", file);

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "admiral: %s exists: name another file, or replace it by --force%n".formatted(file));
    assertThat(file).hasContent("mine");
    assertThat(export(run, "safetensors", file, "--force").status()).isZero();
    assertThat(read(file)).containsKey("layer0_weight");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ppo|torchscrpt|x.pt|unknown format \"torchscrpt\"; did you mean \"torchscript\"? allowed:"
            + " torchscript, safetensors",
        "nowhere|safetensors|x|there is no run folder DIR/nowhere",
        "ppo|safetensors|none/x|cannot write DIR/none/x: there is no folder DIR/none",
        "ppo|safetensors|ppo|DIR/ppo is a folder, not a file to write",
      })
  void whatIsImpossibleIsToldInOneLine(String from, String format, String out, String message) {
    CommandLineRun result = export(temporary.resolve(from), format, temporary.resolve(out));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo("admiral: %s%n".formatted(message.replace("DIR", temporary.toString())));
    assertThat(temporary.resolve("x")).doesNotExist();
  }

  @Test
  void aRunWithoutACheckpointHasNoPolicy() throws IOException {
    Path begun = Files.createDirectory(temporary.resolve("begun"));
    Files.copy(run.resolve("config.yaml"), begun.resolve("config.yaml"));

    CommandLineRun result = export(begun, "safetensors", temporary.resolve("begun.safetensors"));

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "admiral: %1$s has no checkpoint yet: \"admiral resume %1$s\" trains it%n"
                .formatted(begun));
  }

  @Test
  void anAlgorithmWithoutAPolicyIsRefused() {
    Path counted = temporary.resolve("countdown");
    assertThat(
            CommandLineRun.admiral("train", "countdown", "--quiet", "--out", counted.toString())
                .status())
        .isZero();

    CommandLineRun result =
        CommandLineRun.admiral(
            "export",
            counted.toString(),
            "--format",
            "safetensors",
            "--out",
            temporary.resolve("count").toString());

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).isEqualTo("admiral: countdown trains no policy%n".formatted());
  }
}
