package dev.admiral.pearl;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Activation;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Mlp;
import dev.admiral.nn.NetworkPass;
import dev.admiral.sac.TransitionRing;

/**
 * The network that makes a Gaussian factor of each transition of a task's context: of (s, a, r), and of s′ where that is
 * asked for. What follows of all of them does not depend on their order.
 */
public final class ContextEncoder {
  private final int observationSize;
  private final int actionSize;
  private final int latentSize;
  private final boolean observesNext;
  private final Mlp network;

  public ContextEncoder(PearlConfig config, int observationSize, int actionSize) {
    this.observationSize = observationSize;
    this.actionSize = actionSize;
    this.latentSize = config.latentSize();
    this.observesNext = config.observesNext();
    int inputs = observationSize + actionSize + 1 + (observesNext ? observationSize : 0);
    this.network = new Mlp(inputs, config.encoderHidden(), 2 * latentSize, Activation.RELU);
  }

  public Mlp network() {
    return network;
  }

  public int observationSize() {
    return observationSize;
  }

  public int actionSize() {
    return actionSize;
  }

  /** How many numbers z has. */
  public int latentSize() {
    return latentSize;
  }

  /** Writes a transition into row {@code row} of the network's inputs. */
  void write(TransitionRing source, long position, Matrix inputs, int row) {
    source.observation(position, inputs, row);
    source.action(position, actions(inputs), row);
    inputs.set(row, observationSize + actionSize, source.reward(position));
    if (observesNext) {
      int first = observationSize + actionSize + 1;
      source.nextObservation(position, inputs.columns(first, first + observationSize), row);
    }
  }

  private Matrix actions(Matrix inputs) {
    return inputs.columns(observationSize, observationSize + actionSize);
  }

  /** Infers q(z|c) from any number of transitions. Used by one thread at a time. */
  final class Inference {
    private static final int ROWS = 256;

    private final NetworkPass pass = network.pass(ROWS, Workers.SERIAL);
    private final Matrix inputs = Matrix.zeros(ROWS, network.inputSize());
    private final GaussianProduct product = new GaussianProduct(latentSize);
    private int waiting;
    private boolean isEmpty = true;

    /** Begins with an empty context. */
    void clear() {
      product.clear();
      waiting = 0;
      isEmpty = true;
    }

    /** Adds a transition to the context. */
    void add(float[] parameters, TransitionRing source, long position) {
      write(source, position, inputs, waiting++);
      isEmpty = false;
      if (waiting == ROWS) {
        multiply(parameters);
      }
    }

    /** q(z|c) of what was added; of nothing, the prior. */
    LatentDistribution posterior(float[] parameters) {
      if (isEmpty) {
        return LatentDistribution.prior(latentSize);
      }
      if (waiting > 0) {
        multiply(parameters);
      }
      return product.distribution();
    }

    private void multiply(float[] parameters) {
      product.multiply(pass.forward(parameters, inputs.rows(0, waiting)));
      waiting = 0;
    }
  }
}
