package dev.admiral.nn;

import dev.admiral.concurrent.Workers;
import dev.admiral.concurrent.Workers.RangeTask;
import dev.admiral.nn.BatchSharing.Strip;
import dev.admiral.nn.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The four primitives of an {@link Mlp}; {@link BatchSharing} says how they use several workers. A tangent along
 * the direction of the last jvp, or a cotangent as in the last hvp, is not computed again: solvers ask for
 * many products at one point.
 */
final class MlpPass implements NetworkPass {
  private static final float[] NOTHING = {};

  private final Mlp mlp;
  private final int maximumRows;
  private final Kernels kernels;
  private final int layers;
  private final BatchSharing sharing;

  /** Outputs of layer l (activated but for the last), shape {@code [rows, paddedOut(l)]}. */
  private final float[][] outputs;

  /** Cotangents of the layers' pre-activations, and the tangents of outputs and cotangents. */
  private float @Nullable [][] deltas;

  private float @Nullable [][] tangents;

  /** The hvp's cotangents of the layers' activated outputs. */
  private float @Nullable [][] errors;

  private float @Nullable [][] deltaTangents;
  private float @Nullable [] inputDeltas;

  /** Transposed weights of θ and of the hvp's direction, shape {@code [out(l), pad(in(l))]}. */
  private final float[] @Nullable [] transposed;

  private final float[] @Nullable [] directionTransposed;
  private final float[] zeros;

  private float[] parameters = new float[0];
  private Matrix inputs = Matrix.zeros(0, 1);

  /** From which layer on {@link #transposed} belongs to {@link #parameters}. */
  private int transposedFrom;

  /** What {@link #tangents} are along, and what {@link #errors} and {@link #deltas} come from; empty if nothing. */
  private float[] tangentDirection = NOTHING;

  private float[] errorCotangents = NOTHING;

  MlpPass(Mlp mlp, int maximumRows, Workers workers, Kernels kernels) {
    this.mlp = mlp;
    this.maximumRows = maximumRows;
    this.kernels = kernels;
    this.layers = mlp.layers();
    List<Strip> strips = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      strips.addAll(BatchSharing.strips(l, mlp.in(l)));
    }
    this.sharing = new BatchSharing(strips, mlp.parameterLength(), workers, kernels);
    this.outputs = buffers();
    this.transposedFrom = layers;
    this.transposed = new float[layers][];
    this.directionTransposed = new float[layers][];
    int widest = Kernels.pad(mlp.inputSize());
    for (int l = 0; l < layers; l++) {
      widest = Math.max(widest, mlp.paddedOut(l));
    }
    this.zeros = new float[widest];
  }

  private float[][] buffers() {
    float[][] buffers = new float[layers][];
    for (int l = 0; l < layers; l++) {
      buffers[l] = new float[maximumRows * mlp.paddedOut(l)];
    }
    return buffers;
  }

  private float[][] deltas() {
    if (deltas == null) {
      deltas = buffers();
    }
    return deltas;
  }

  private float[][] tangents() {
    if (tangents == null) {
      tangents = buffers();
    }
    return tangents;
  }

  private float[][] errors() {
    if (errors == null) {
      errors = buffers();
    }
    return errors;
  }

  private float[][] deltaTangents() {
    if (deltaTangents == null) {
      deltaTangents = buffers();
    }
    return deltaTangents;
  }

  private float[] inputDeltas() {
    if (inputDeltas == null) {
      inputDeltas = new float[maximumRows * Kernels.pad(mlp.inputSize())];
    }
    return inputDeltas;
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
    PassShapes.check(mlp, maximumRows, parameters, newInputs);
    inputs = newInputs;
    tangentDirection = NOTHING;
    errorCotangents = NOTHING;
    sharing.rows(inputs.rows(), this::forwardRows);
    return view(outputs[layers - 1]);
  }

  @Override
  public Matrix outputs() {
    return view(outputs[layers - 1]);
  }

  private void forwardRows(int from, int to) {
    for (int l = 0; l < layers; l++) {
      int width = mlp.paddedOut(l);
      multiply(l, from, to, parameters, parameters, mlp.biasOffset(l), 0, outputs[l]);
      if (l < layers - 1) {
        mlp.activation().apply(kernels, outputs[l], from * width, (to - from) * width);
      }
    }
  }

  // ---- vjp ----------------------------------------------------------------------------------

  @Override
  public void vjp(Matrix cotangents, float @Nullable [] gradient, @Nullable Matrix inputGradients) {
    float[][] d = deltas();
    errorCotangents = NOTHING; // the deltas become others
    PassShapes.checkCotangents(mlp, inputs, cotangents);
    if (inputGradients != null) {
      PassShapes.checkInputGradients(mlp, inputs, inputGradients);
    }
    transposeWeights(inputGradients == null ? 1 : 0);
    float[] inputDelta = inputGradients == null ? zeros : inputDeltas();
    RangeTask pullBack =
        (from, to) -> {
          copyRows(cotangents, d[layers - 1], from, to);
          for (int l = layers - 1; l > 0; l--) {
            propagate(l, d[l], transposed[l], zeros, 0, 0, d[l - 1], from, to);
            int width = mlp.paddedOut(l - 1);
            int at = from * width;
            mlp.activation()
                .derivative(kernels, outputs[l - 1], at, d[l - 1], at, (to - from) * width);
          }
          if (inputGradients != null) {
            propagate(0, d[0], transposed[0], zeros, 0, 0, inputDelta, from, to);
            copyOut(inputDelta, Kernels.pad(mlp.inputSize()), inputGradients, from, to);
          }
        };
    if (gradient == null) {
      sharing.rows(inputs.rows(), pullBack);
      return;
    }
    sharing.rowsAndSum(
        inputs.rows(),
        pullBack,
        (strip, from, to, g) -> {
          int l = strip.layer();
          accumulateWeights(
              strip, input(l), inputOffset(l, from), inputStride(l), d[l], from, to, g);
          accumulateBias(strip, d[l], from, to, g);
        },
        gradient);
  }

  // ---- jvp ----------------------------------------------------------------------------------

  @Override
  public Matrix jvp(float[] direction) {
    float[][] t = tangents();
    tangentDirection = NOTHING; // until they are all there
    sharing.rows(inputs.rows(), (from, to) -> tangentRows(direction, t, from, to));
    tangentDirection = direction.clone();
    return view(t[layers - 1]);
  }

  /** ḣ_l = φ′(z_l)·(h_{l−1}·V_l + v_l + ḣ_{l−1}·W_l). */
  private void tangentRows(float[] direction, float[][] t, int from, int to) {
    for (int l = 0; l < layers; l++) {
      int width = mlp.paddedOut(l);
      multiply(l, from, to, direction, direction, mlp.biasOffset(l), 0, t[l]);
      if (l > 0) {
        int before = mlp.paddedOut(l - 1);
        multiply(
            to - from,
            mlp.in(l),
            width,
            t[l - 1],
            from * before,
            before,
            parameters,
            mlp.weightOffset(l),
            t[l],
            from * width,
            width,
            t[l],
            from * width);
      }
      if (l < layers - 1) {
        mlp.activation()
            .derivative(kernels, outputs[l], from * width, t[l], from * width, (to - from) * width);
      }
    }
  }

  // ---- hvp ----------------------------------------------------------------------------------

  @Override
  public void hvp(float[] direction, Matrix cotangents, Matrix cotangentTangents, float[] result) {
    PassShapes.checkCotangents(mlp, inputs, cotangents);
    PassShapes.checkCotangents(mlp, inputs, cotangentTangents);
    float[][] d = deltas();
    float[][] e = errors();
    float[][] t = tangents();
    float[][] dt = deltaTangents();
    boolean tangentsAreThere = Arrays.equals(direction, tangentDirection);
    float[] given = dense(cotangents);
    boolean errorsAreThere = Arrays.equals(given, errorCotangents);
    float[] along = tangentsAreThere ? tangentDirection : direction.clone();
    tangentDirection = NOTHING; // until they are all there
    errorCotangents = NOTHING;
    transposeWeights(1);
    for (int l = 1; l < layers; l++) {
      directionTransposed[l] = transpose(direction, l, directionTransposed[l]);
    }
    sharing.rowsAndSum(
        inputs.rows(),
        (from, to) -> {
          if (!tangentsAreThere) {
            tangentRows(direction, t, from, to);
          }
          if (!errorsAreThere) {
            errorRows(cotangents, d, e, from, to);
          }
          copyRows(cotangentTangents, dt[layers - 1], from, to);
          for (int l = layers - 1; l > 0; l--) {
            int width = mlp.paddedOut(l - 1);
            int at = from * width;
            int count = (to - from) * width;
            propagate(l, dt[l], transposed[l], zeros, 0, 0, dt[l - 1], from, to);
            propagate(l, d[l], directionTransposed[l], dt[l - 1], at, width, dt[l - 1], from, to);
            mlp.activation()
                .secondDerivative(
                    kernels, outputs[l - 1], t[l - 1], e[l - 1], dt[l - 1], at, count);
          }
        },
        (strip, from, to, g) -> {
          int l = strip.layer();
          accumulateWeights(
              strip, input(l), inputOffset(l, from), inputStride(l), dt[l], from, to, g);
          if (l > 0) {
            int width = mlp.paddedOut(l - 1);
            accumulateWeights(strip, t[l - 1], from * width, width, d[l], from, to, g);
          }
          accumulateBias(strip, dt[l], from, to, g);
        },
        result);
    tangentDirection = along;
    errorCotangents = given;
  }

  /** e = d·Wᵀ of the layer above, and d = φ′(z)·e. */
  private void errorRows(Matrix cotangents, float[][] d, float[][] e, int from, int to) {
    copyRows(cotangents, d[layers - 1], from, to);
    for (int l = layers - 1; l > 0; l--) {
      int width = mlp.paddedOut(l - 1);
      int at = from * width;
      int count = (to - from) * width;
      propagate(l, d[l], transposed[l], zeros, 0, 0, e[l - 1], from, to);
      System.arraycopy(e[l - 1], at, d[l - 1], at, count);
      mlp.activation().derivative(kernels, outputs[l - 1], at, d[l - 1], at, count);
    }
  }

  private static float[] dense(Matrix matrix) {
    float[] values = new float[matrix.rows() * matrix.columns()];
    Matrix.of(values, matrix.columns()).copyFrom(matrix);
    return values;
  }

  // ---- shared pieces ------------------------------------------------------------------------

  private float[] input(int layer) {
    return layer == 0 ? inputs.values() : outputs[layer - 1];
  }

  private int inputOffset(int layer, int row) {
    return layer == 0 ? inputs.rowOffset(row) : row * mlp.paddedOut(layer - 1);
  }

  private int inputStride(int layer) {
    return layer == 0 ? inputs.stride() : mlp.paddedOut(layer - 1);
  }

  /** target = initial + source·Wᵀ for one layer's transposed weights. */
  private void propagate(
      int layer,
      float[] source,
      float @Nullable [] weights,
      float[] initial,
      int initialOffset,
      int initialStride,
      float[] target,
      int from,
      int to) {
    if (weights == null) {
      throw new IllegalStateException("weights of layer " + layer + " are not transposed");
    }
    int sourceWidth = mlp.paddedOut(layer);
    int width = Kernels.pad(mlp.in(layer));
    multiply(
        to - from,
        mlp.out(layer),
        width,
        source,
        from * sourceWidth,
        sourceWidth,
        weights,
        0,
        initial,
        initialOffset,
        initialStride,
        target,
        from * width);
  }

  /** target = initial + input·W for a layer's input and the weights of a parameter vector. */
  private void multiply(
      int layer,
      int from,
      int to,
      float[] weights,
      float[] initial,
      int initialOffset,
      int initialStride,
      float[] target) {
    int width = mlp.paddedOut(layer);
    multiply(
        to - from,
        mlp.in(layer),
        width,
        input(layer),
        inputOffset(layer, from),
        inputStride(layer),
        weights,
        mlp.weightOffset(layer),
        initial,
        initialOffset,
        initialStride,
        target,
        from * width);
  }

  /** The kernels' product for weights that stand in panels; the result is dense. */
  private void multiply(
      int rows,
      int inner,
      int columns,
      float[] a,
      int aOffset,
      int aStride,
      float[] w,
      int wOffset,
      float[] initial,
      int initialOffset,
      int initialStride,
      float[] c,
      int cOffset) {
    for (int first = 0; first < columns; first += Mlp.PANEL) {
      int panel = Mlp.panelWidth(columns, first);
      kernels.multiply(
          rows,
          inner,
          panel,
          a,
          aOffset,
          aStride,
          w,
          wOffset + first * inner,
          panel,
          initial,
          initialOffset + first,
          initialStride,
          c,
          cOffset + first,
          columns);
    }
  }

  private void accumulateWeights(
      Strip strip,
      float[] a,
      int aOffset,
      int aStride,
      float[] d,
      int from,
      int to,
      float[] gradient) {
    int l = strip.layer();
    int width = mlp.paddedOut(l);
    for (int first = 0; first < width; first += Mlp.PANEL) {
      int panel = Mlp.panelWidth(width, first);
      kernels.accumulateTransposed(
          to - from,
          strip.to() - strip.from(),
          panel,
          a,
          aOffset + strip.from(),
          aStride,
          d,
          from * width + first,
          width,
          gradient,
          mlp.weightIndex(l, strip.from(), first),
          panel);
    }
  }

  private void accumulateBias(Strip strip, float[] d, int from, int to, float[] gradient) {
    if (strip.from() == 0) {
      int width = mlp.paddedOut(strip.layer());
      kernels.accumulateRows(
          to - from, width, d, from * width, width, gradient, mlp.biasOffset(strip.layer()));
    }
  }

  private void transposeWeights(int lowest) {
    for (int l = lowest; l < transposedFrom; l++) {
      transposed[l] = transpose(parameters, l, transposed[l]);
    }
    transposedFrom = Math.min(transposedFrom, lowest);
  }

  /** Wᵀ of one layer, in panels as W is; block by block, so that both sides stay in the cache. */
  private float[] transpose(float[] source, int layer, float @Nullable [] reused) {
    int in = mlp.in(layer);
    int out = mlp.out(layer);
    int width = Kernels.pad(in);
    float[] target = reused == null ? new float[out * width] : reused;
    int panels = (out + Mlp.PANEL - 1) / Mlp.PANEL;
    sharing.tasks(
        panels,
        (long) in * out * 8,
        p -> {
          int firstOut = p * Mlp.PANEL;
          int lastOut = Math.min(out, firstOut + Mlp.PANEL);
          for (int firstIn = 0; firstIn < in; firstIn += Mlp.PANEL) {
            int panel = Mlp.panelWidth(width, firstIn);
            int lastIn = Math.min(in, firstIn + Mlp.PANEL);
            int sourcePanel = Mlp.panelWidth(mlp.paddedOut(layer), firstOut);
            int from = mlp.weightIndex(layer, firstIn, firstOut);
            for (int j = firstOut; j < lastOut; j++) {
              int to = firstIn * out + j * panel;
              int at = from + (j - firstOut);
              for (int i = firstIn; i < lastIn; i++, at += sourcePanel) {
                target[to + (i - firstIn)] = source[at];
              }
            }
          }
        });
    return target;
  }

  private void copyRows(Matrix source, float[] target, int from, int to) {
    int width = mlp.paddedOut(layers - 1);
    for (int r = from; r < to; r++) {
      System.arraycopy(source.values(), source.rowOffset(r), target, r * width, source.columns());
    }
  }

  private static void copyOut(float[] source, int width, Matrix target, int from, int to) {
    for (int r = from; r < to; r++) {
      System.arraycopy(source, r * width, target.values(), target.rowOffset(r), target.columns());
    }
  }

  private Matrix view(float[] values) {
    return new Matrix(values, 0, inputs.rows(), mlp.outputSize(), mlp.paddedOut(layers - 1));
  }
}
