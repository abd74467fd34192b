package dev.admiral.nn;

import dev.admiral.concurrent.Workers;
import dev.admiral.concurrent.Workers.RangeTask;
import dev.admiral.nn.BatchSharing.Strip;
import dev.admiral.nn.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The four primitives of a {@link ConvolutionalNetwork}. Sample by sample through the convolutions, so that images
 * stay in a core's cache, and all samples together through the affine layers, whose weights are large.
 */
final class ConvolutionalPass implements NetworkPass {
  private final ConvolutionalNetwork network;
  private final int maximumRows;
  private final Kernels kernels;
  private final int layers;
  private final BatchSharing sharing;

  /** Outputs of layer l (activated but for the last), shape {@code [rows, outputSize(l)]}. */
  private final float[][] outputs;

  /** Cotangents of the layers' pre-activations, and of the images. */
  private final float[][] deltas;

  private float[] inputDeltas = {};

  /** For the second derivatives: tangents of the outputs, cotangents of the activated outputs, tangents of both. */
  private final float[][] tangents;

  private final float[][] errors;
  private final float[][] deltaTangents;

  private final float[][] transposed;
  private final float[][] directionTransposed;
  private final Queue<float[]> scratch = new ConcurrentLinkedQueue<>();
  private final int scratchSize;

  private float[] parameters = {};
  private Matrix inputs = Matrix.zeros(0, 1);

  /** From which layer on {@link #transposed} belongs to {@link #parameters}. */
  private int transposedFrom;

  ConvolutionalPass(
      ConvolutionalNetwork network, int maximumRows, Workers workers, Kernels kernels) {
    this.network = network;
    this.maximumRows = maximumRows;
    this.kernels = kernels;
    this.layers = network.layers();
    List<Strip> strips = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      strips.addAll(network.layer(l).strips(l));
    }
    this.sharing = new BatchSharing(strips, network.parameterLength(), workers, kernels);
    this.outputs = new float[layers][];
    for (int l = 0; l < layers; l++) {
      outputs[l] = new float[Math.multiplyExact(maximumRows, network.layer(l).outputSize())];
    }
    this.deltas = new float[layers][];
    this.tangents = new float[layers][];
    this.errors = new float[layers][];
    this.deltaTangents = new float[layers][];
    this.transposed = new float[layers][];
    this.directionTransposed = new float[layers][];
    this.transposedFrom = layers;
    this.scratchSize =
        IntStream.range(0, layers).map(l -> network.layer(l).scratchSize()).max().orElseThrow();
  }

  /** Makes buffers for a first use. */
  private float[][] allocated(float[][] buffers) {
    for (int l = 0; l < layers; l++) {
      if (buffers[l] == null) {
        buffers[l] = new float[outputs[l].length];
      }
    }
    return buffers;
  }

  // ---- forward ------------------------------------------------------------------------------

  @Override
  public Matrix forward(float[] newParameters, Matrix newInputs) {
    transposedFrom = layers;
    parameters = newParameters;
    return forward(newInputs);
  }

  @Override
  public Matrix forward(Matrix newInputs) {
    PassShapes.check(network, maximumRows, parameters, newInputs);
    inputs = newInputs;
    sharing.rows(inputs.rows(), this::forwardRows);
    return outputs();
  }

  @Override
  public Matrix outputs() {
    return view(outputs[layers - 1]);
  }

  private void forwardRows(int from, int to) {
    imagesThenUnits(
        from,
        to,
        (l, first, last) -> {
          affine(l, parameters, outputs, outputs[l], first, last, false);
          activate(l, first, last);
        });
  }

  /** What is done to some samples at one layer. */
  @FunctionalInterface
  private interface LayerTask {
    void run(int layer, int from, int to);
  }

  private void imagesThenUnits(int from, int to, LayerTask task) {
    for (int r = from; r < to; r++) {
      for (int l = 0; l < network.convolutions(); l++) {
        task.run(l, r, r + 1);
      }
    }
    for (int l = network.convolutions(); l < layers; l++) {
      task.run(l, from, to);
    }
  }

  /** From the last layer down to layer {@code lowest}. */
  private void unitsThenImages(int lowest, int from, int to, LayerTask task) {
    for (int l = layers - 1; l >= network.convolutions(); l--) {
      task.run(l, from, to);
    }
    for (int r = from; r < to; r++) {
      for (int l = network.convolutions() - 1; l >= lowest; l--) {
        task.run(l, r, r + 1);
      }
    }
  }

  /** target = (what comes into layer l) ∗ θ's weights + bias, or target += without the bias. */
  private void affine(
      int l, float[] theta, float[][] activations, float[] target, int from, int to, boolean onto) {
    network
        .layer(l)
        .forward(
            kernels,
            l == 0 ? inputs.values() : activations[l - 1],
            l == 0 ? inputs.offset() : 0,
            l == 0 ? inputs.stride() : network.layer(l).inputSize(),
            theta,
            target,
            from,
            to,
            onto);
  }

  private void activate(int l, int from, int to) {
    if (l < layers - 1) {
      int size = network.layer(l).outputSize();
      network.activation().apply(kernels, outputs[l], from * size, (to - from) * size);
    }
  }

  /** d ← φ′(z)·d for layer l, which is not the last. */
  private void derivative(int l, float[] d, int from, int to) {
    int size = network.layer(l).outputSize();
    int at = from * size;
    network.activation().derivative(kernels, outputs[l], at, d, at, (to - from) * size);
  }

  // ---- vjp ----------------------------------------------------------------------------------

  @Override
  public void vjp(Matrix cotangents, float @Nullable [] gradient, @Nullable Matrix inputGradients) {
    PassShapes.checkCotangents(network, inputs, cotangents);
    if (inputGradients != null) {
      PassShapes.checkInputGradients(network, inputs, inputGradients);
      if (inputDeltas.length == 0) {
        inputDeltas = new float[maximumRows * network.inputSize()];
      }
    }
    float[][] d = allocated(deltas);
    int lowest = inputGradients == null ? 1 : 0;
    transposeWeights(lowest);
    RangeTask pullBack =
        (from, to) -> {
          copyRows(cotangents, d[layers - 1], from, to);
          unitsThenImages(
              lowest,
              from,
              to,
              (l, first, last) -> {
                pullBack(
                    l, d[l], transposed[l], l == 0 ? inputDeltas : d[l - 1], first, last, false);
                if (l > 0) {
                  derivative(l - 1, d[l - 1], first, last);
                }
              });
          if (inputGradients != null) {
            inputGradients
                .rows(from, to)
                .copyFrom(Matrix.of(inputDeltas, network.inputSize()).rows(from, to));
          }
        };
    if (gradient == null) {
      sharing.rows(inputs.rows(), pullBack);
    } else {
      sharing.rowsAndSum(
          inputs.rows(),
          pullBack,
          (strip, from, to, g) -> accumulate(strip, outputs, d, from, to, g),
          gradient);
    }
  }

  private void pullBack(
      int l, float[] d, float[] weights, float[] target, int from, int to, boolean onto) {
    float[] borrowed = scratch.poll();
    float[] mine = borrowed == null ? new float[scratchSize] : borrowed;
    network.layer(l).pullBack(kernels, d, weights, mine, target, from, to, onto);
    scratch.add(mine);
  }

  /** g += the gradient of the strip's weights, and of the layer's biases with its first strip. */
  private void accumulate(
      Strip strip, float[][] activations, float[][] d, int from, int to, float[] g) {
    accumulateWeights(strip, activations, d, from, to, g);
    if (strip.from() == 0) {
      network.layer(strip.layer()).accumulateBias(kernels, d[strip.layer()], from, to, g);
    }
  }

  private void accumulateWeights(
      Strip strip, float[][] activations, float[][] d, int from, int to, float[] g) {
    int l = strip.layer();
    network
        .layer(l)
        .accumulate(
            kernels,
            strip,
            l == 0 ? inputs.values() : activations[l - 1],
            l == 0 ? inputs.offset() : 0,
            l == 0 ? inputs.stride() : network.layer(l).inputSize(),
            d[l],
            from,
            to,
            g);
  }

  // ---- jvp ----------------------------------------------------------------------------------

  @Override
  public Matrix jvp(float[] direction) {
    float[][] t = allocated(tangents);
    sharing.rows(inputs.rows(), (from, to) -> tangentRows(direction, t, from, to));
    return view(t[layers - 1]);
  }

  /** ḣ_l = φ′(z_l)·(h_{l−1}∗V_l + v_l + ḣ_{l−1}∗W_l). */
  private void tangentRows(float[] direction, float[][] t, int from, int to) {
    imagesThenUnits(
        from,
        to,
        (l, first, last) -> {
          affine(l, direction, outputs, t[l], first, last, false);
          if (l > 0) {
            affine(l, parameters, t, t[l], first, last, true);
          }
          if (l < layers - 1) {
            derivative(l, t[l], first, last);
          }
        });
  }

  // ---- hvp ----------------------------------------------------------------------------------

  @Override
  public void hvp(float[] direction, Matrix cotangents, Matrix cotangentTangents, float[] result) {
    PassShapes.checkCotangents(network, inputs, cotangents);
    PassShapes.checkCotangents(network, inputs, cotangentTangents);
    float[][] t = allocated(tangents);
    float[][] d = allocated(deltas);
    float[][] e = allocated(errors);
    float[][] dt = allocated(deltaTangents);
    transposeWeights(1);
    for (int l = 1; l < layers; l++) {
      transpose(l, direction, directionTransposed);
    }
    sharing.rowsAndSum(
        inputs.rows(),
        (from, to) -> {
          tangentRows(direction, t, from, to);
          copyRows(cotangents, d[layers - 1], from, to);
          copyRows(cotangentTangents, dt[layers - 1], from, to);
          unitsThenImages(
              1,
              from,
              to,
              (l, first, last) -> {
                pullBack(l, d[l], transposed[l], e[l - 1], first, last, false);
                pullBack(l, dt[l], transposed[l], dt[l - 1], first, last, false);
                pullBack(l, d[l], directionTransposed[l], dt[l - 1], first, last, true);
                int size = network.layer(l - 1).outputSize();
                int at = first * size;
                int count = (last - first) * size;
                System.arraycopy(e[l - 1], at, d[l - 1], at, count);
                derivative(l - 1, d[l - 1], first, last);
                network
                    .activation()
                    .secondDerivative(
                        kernels, outputs[l - 1], t[l - 1], e[l - 1], dt[l - 1], at, count);
              });
        },
        (strip, from, to, g) -> {
          accumulate(strip, outputs, dt, from, to, g);
          if (strip.layer() > 0) {
            accumulateWeights(strip, t, d, from, to, g);
          }
        },
        result);
  }

  // ---- shared pieces ------------------------------------------------------------------------

  private void transposeWeights(int lowest) {
    for (int l = lowest; l < transposedFrom; l++) {
      transpose(l, parameters, transposed);
    }
    transposedFrom = Math.min(transposedFrom, lowest);
  }

  private void transpose(int l, float[] source, float[][] target) {
    ConvolutionalLayer layer = network.layer(l);
    if (target[l] == null) {
      target[l] = new float[layer.transposedSize()];
    }
    sharing.tasks(
        layer.transposedPanels(),
        (long) layer.transposedSize() * 8,
        panel -> layer.transpose(source, panel, target[l]));
  }

  private void copyRows(Matrix source, float[] target, int from, int to) {
    int width = network.layer(layers - 1).outputSize();
    for (int r = from; r < to; r++) {
      System.arraycopy(source.values(), source.rowOffset(r), target, r * width, source.columns());
    }
  }

  private Matrix view(float[] values) {
    return new Matrix(
        values, 0, inputs.rows(), network.outputSize(), network.layer(layers - 1).outputSize());
  }
}
