package dev.admiral.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.admiral.checkpoint.Checkpoint.Floats;
import dev.admiral.checkpoint.Checkpoint.Tensor;
import dev.admiral.checkpoint.SafeTensors;
import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.ClippedNormalization;
import dev.admiral.nn.ConstantScale;
import dev.admiral.nn.ConvolutionalNetwork;
import dev.admiral.nn.ConvolutionalNetwork.Convolution;
import dev.admiral.nn.ConvolutionalNetwork.Image;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.RunningNormalizer;
import dev.admiral.random.RandomStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a file says is enough to compute what the policy computes, with nothing but plain loops.
class SafeTensorsExportTest {
  private static final Offset<Double> CLOSE = Offset.offset(1e-5);

  private final RandomStream random = RandomStream.of(31);

  @TempDir Path folder;

  @Test
  void aSharedGaussianIsReadFromItsFile() throws IOException {
    RunningNormalizer statistics = new RunningNormalizer(5);
    Matrix seen = gaussian(30, 5);
    for (int r = 0; r < 30; r++) {
      seen.set(r, 2, 40 + 5 * seen.get(r, 2));
    }
    statistics.update(seen);
    double limit = 1.5; // many of the observations are beyond
    Policy policy =
        new SharedActorCritic(
                new Mlp(5, List.of(17), 4, Activation.TANH),
                new DiagonalGaussian(3),
                new ConstantScale(5, 0.25f, 0.5f))
            .policy();
    float[] theta = parameters(policy);
    Exported file =
        write(
            new SafeTensorsExport(
                policy, theta, Optional.of(new ClippedNormalization(statistics, limit))));

    assertThat(file.tensors.keySet())
        .containsExactlyInAnyOrder(
            "layer0_weight",
            "layer0_bias",
            "layer1_weight",
            "layer1_bias",
            "log_std",
            "observation_mean",
            "observation_std");
    assertThat(file.metadata)
        .isEqualTo(
            Map.of(
                "distribution",
                "diagonal-gaussian",
                "activation",
                "tanh",
                "observation_limit",
                "1.5",
                "observation_origin",
                "0.25",
                "observation_scale",
                "0.5"));
    assertThat(file.tensors.get("layer1_weight").shape()).containsExactly(17, 3);
    float[] logStd = new float[3];
    System.arraycopy(theta, policy.freeOffset(), logStd, 0, 3);
    assertThat(file.values("log_std")).isEqualTo(logStd);

    Matrix shown = Matrix.zeros(30, 5);
    statistics.normalize(seen, shown, limit);
    Matrix expected = policy.pass(30, Workers.SERIAL).forward(theta, shown);
    for (int r = 0; r < 30; r++) {
      double[] x = file.prepared(seen, r);
      double[] outputs = file.layer("layer1", tanh(file.layer("layer0", x)));
      assertRow(outputs, expected, r);
    }
  }

  @Test
  void sharedConvolutionsAreReadFromTheirFile() throws IOException {
    ConvolutionalNetwork network =
        new ConvolutionalNetwork(
            new Image(11, 9, 2),
            List.of(new Convolution(3, 4, 2), new Convolution(17, 2, 1)),
            List.of(6),
            5,
            Activation.RELU);
    Policy policy =
        new SharedActorCritic(
                network, new Categorical(4), ConstantScale.ofPixels(network.inputSize()))
            .policy();
    float[] theta = parameters(policy);
    Exported file = write(new SafeTensorsExport(policy, theta));

    assertThat(file.tensors)
        .containsOnlyKeys(
            "convolution0_weight",
            "convolution0_bias",
            "convolution1_weight",
            "convolution1_bias",
            "layer0_weight",
            "layer0_bias",
            "layer1_weight",
            "layer1_bias");
    assertThat(file.tensors.get("convolution1_weight").shape()).containsExactly(2, 2, 3, 17);
    assertThat(file.metadata)
        .containsEntry("distribution", "categorical")
        .containsEntry("activation", "relu")
        .containsEntry("image", "11,9,2")
        .containsEntry("convolution0_stride", "2")
        .containsEntry("convolution1_stride", "1")
        .doesNotContainKey("observation_limit");

    Matrix images = Matrix.zeros(4, network.inputSize());
    for (int i = 0; i < images.values().length; i++) {
      images.values()[i] = random.nextInt(256);
    }
    Matrix expected = policy.pass(4, Workers.SERIAL).forward(theta, images);
    for (int r = 0; r < 4; r++) {
      double[] x = relu(file.convolution("convolution0", file.prepared(images, r), 11, 9));
      x = relu(file.convolution("convolution1", x, 4, 3));
      assertRow(file.layer("layer1", relu(file.layer("layer0", x))), expected, r);
    }
  }

  @Test
  void aPolicysOwnStatisticsAreWrittenWhereItHasSeenAny() throws IOException {
    RunningNormalizer statistics = new RunningNormalizer(2);
    Policy policy = Policy.gaussian(statistics, List.of(3), 1);
    float[] theta = policy.initialParameters(random, 1);
    assertThat(write(new SafeTensorsExport(policy, theta)).tensors)
        .doesNotContainKey("observation_mean");
    statistics.update(gaussian(9, 2));
    assertThat(write(new SafeTensorsExport(policy, theta)).values("observation_mean"))
        .isEqualTo(statistics.mean());
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            write(
                new SafeTensorsExport(
                    policy, theta, Optional.of(new ClippedNormalization(statistics, 10)))))
        .withMessage(
            "observations have running statistics before the policy and in it; allowed: one of"
                + " the two");
  }

  @Test
  void whatDoesNotFitIsRefusedInOneLine() {
    Policy policy = Policy.gaussian(new RunningNormalizer(2), List.of(3), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SafeTensorsExport(policy, new float[3]))
        .withMessage(
            "the policy needs a parameter vector of " + policy.parameterLength() + ", not 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClippedNormalization(new RunningNormalizer(2), 0))
        .withMessage("a limit must be positive and finite, not 0.0");
  }

  // ---- a reader of its own ------------------------------------------------------------------

  private record Exported(Map<String, Tensor> tensors, Map<String, String> metadata) {
    float[] values(String name) {
      return ((Floats) tensors.get(name)).values();
    }

    /// A row of raw observations as the network sees it.
    double[] prepared(Matrix observations, int row) {
      double origin = Double.parseDouble(metadata.get("observation_origin"));
      double scale = Double.parseDouble(metadata.get("observation_scale"));
      double[] x = new double[observations.columns()];
      for (int i = 0; i < x.length; i++) {
        x[i] = observations.get(row, i);
        if (tensors.containsKey("observation_mean")) {
          x[i] = (x[i] - values("observation_mean")[i]) / values("observation_std")[i];
        }
        if (metadata.containsKey("observation_limit")) {
          double limit = Double.parseDouble(metadata.get("observation_limit"));
          x[i] = Math.clamp(x[i], -limit, limit);
        }
        x[i] = (x[i] - origin) * scale;
      }
      return x;
    }

    double[] layer(String name, double[] x) {
      float[] weights = values(name + "_weight");
      float[] biases = values(name + "_bias");
      assertThat(tensors.get(name + "_weight").shape()).containsExactly(x.length, biases.length);
      double[] y = new double[biases.length];
      for (int j = 0; j < y.length; j++) {
        y[j] = biases[j];
        for (int i = 0; i < x.length; i++) {
          y[j] += x[i] * weights[i * y.length + j];
        }
      }
      return y;
    }

    double[] convolution(String name, double[] x, int height, int width) {
      int[] shape = tensors.get(name + "_weight").shape();
      float[] weights = values(name + "_weight");
      float[] biases = values(name + "_bias");
      int stride = Integer.parseInt(metadata.get(name + "_stride"));
      int outHeight = (height - shape[0]) / stride + 1;
      int outWidth = (width - shape[1]) / stride + 1;
      double[] y = new double[outHeight * outWidth * shape[3]];
      int at = 0;
      for (int row = 0; row < outHeight; row++) {
        for (int column = 0; column < outWidth; column++) {
          for (int f = 0; f < shape[3]; f++) {
            double sum = biases[f];
            for (int ky = 0; ky < shape[0]; ky++) {
              for (int kx = 0; kx < shape[1]; kx++) {
                for (int c = 0; c < shape[2]; c++) {
                  int pixel = (row * stride + ky) * width + column * stride + kx;
                  sum +=
                      x[pixel * shape[2] + c]
                          * weights[((ky * shape[1] + kx) * shape[2] + c) * shape[3] + f];
                }
              }
            }
            y[at++] = sum;
          }
        }
      }
      return y;
    }
  }

  private Exported write(SafeTensorsExport export) throws IOException {
    Path file = folder.resolve("policy.safetensors");
    export.write(file);
    byte[] bytes = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    JsonNode header = JsonMapper.shared().readTree(bytes, 8, length);
    Map<String, String> metadata = new LinkedHashMap<>();
    header
        .get("__metadata__")
        .properties()
        .forEach(property -> metadata.put(property.getKey(), property.getValue().stringValue()));
    return new Exported(SafeTensors.read(file), metadata);
  }

  private float[] parameters(Policy policy) {
    float[] packed = new float[policy.parameterCount()];
    for (int i = 0; i < packed.length; i++) {
      packed[i] = (float) random.nextDouble(-0.4, 0.4);
    }
    return policy.unpack(packed);
  }

  private Matrix gaussian(int rows, int columns) {
    Matrix matrix = Matrix.zeros(rows, columns);
    for (int i = 0; i < matrix.values().length; i++) {
      matrix.values()[i] = (float) random.nextGaussian();
    }
    return matrix;
  }

  private static double[] tanh(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.tanh(x[i]);
    }
    return y;
  }

  private static double[] relu(double[] x) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = Math.max(0, x[i]);
    }
    return y;
  }

  private static void assertRow(double[] actual, Matrix expected, int row) {
    assertThat(actual).hasSize(expected.columns());
    for (int j = 0; j < actual.length; j++) {
      assertThat(actual[j]).isCloseTo(expected.get(row, j), CLOSE);
    }
  }
}
