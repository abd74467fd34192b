package dev.admiral.attack;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.nn.Network;
import dev.admiral.nn.NetworkPass;
import dev.admiral.policy.Policy;
import dev.admiral.policy.PolicyPass;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * −Q(x, a(x̃)) with a learned Q and the median action a: what the victim does at what it is shown is bad in truth. The
 * critic attack of Pattanaik et al. (2018) with the true x in Q, as Zhang et al. (2020, appendix D) mend it.
 *
 * @param critic Q, one output; its inputs are an observation and then an action
 * @param parameters Q's; not to change
 */
public record ActionValueObjective(Network critic, float[] parameters) implements AttackObjective {

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the victim's actions are not those of a squashed Gaussian, or Q is not of its
   *     observations and actions
   */
  @Override
  public Pass pass(Policy victim, int maximumRows) {
    int actions = ExtremeAction.valuedActions(critic, victim);
    return new ActionValuePass(victim, actions, maximumRows);
  }

  private final class ActionValuePass implements Pass {
    private final int observations;
    private final int actions;
    private final PolicyPass acting;
    private final NetworkPass valuing;
    private final Matrix inputs;
    private final Matrix inputGradients;
    private final Matrix valueCotangents;
    private final Matrix outputCotangents;

    ActionValuePass(Policy victim, int actions, int maximumRows) {
      this.observations = victim.network().inputSize();
      this.actions = actions;
      this.acting = victim.pass(maximumRows, Workers.SERIAL);
      this.valuing = critic.pass(maximumRows, Workers.SERIAL);
      this.inputs = Matrix.zeros(maximumRows, observations + actions);
      this.inputGradients = Matrix.zeros(maximumRows, observations + actions);
      this.valueCotangents = Matrix.zeros(maximumRows, 1);
      this.outputCotangents = Matrix.zeros(maximumRows, 2 * actions);
      Arrays.fill(valueCotangents.values(), -1);
    }

    @Override
    public void begin(float[] victimParameters, Matrix truth) {
      acting.forward(victimParameters, truth);
      inputs.rows(0, truth.rows()).columns(0, observations).copyFrom(truth);
    }

    @Override
    public void evaluate(Matrix shown, float[] values, @Nullable Matrix gradients) {
      int rows = shown.rows();
      Matrix outputs = acting.forward(shown);
      for (int r = 0; r < rows; r++) {
        for (int i = 0; i < actions; i++) {
          inputs.set(r, observations + i, (float) Math.tanh(outputs.get(r, i)));
        }
      }
      Matrix q = valuing.forward(parameters, inputs.rows(0, rows));
      for (int r = 0; r < rows; r++) {
        values[r] = -q.get(r, 0);
      }
      if (gradients != null) {
        valuing.vjp(valueCotangents.rows(0, rows), null, inputGradients.rows(0, rows));
        acting.observationGradient(throughActions(rows), gradients);
      }
    }

    /** The median's slope by the mean is 1 − a², by the logarithmic standard deviation 0. */
    private Matrix throughActions(int rows) {
      for (int r = 0; r < rows; r++) {
        for (int i = 0; i < actions; i++) {
          float action = inputs.get(r, observations + i);
          float slope = 1 - action * action;
          outputCotangents.set(r, i, slope * inputGradients.get(r, observations + i));
        }
      }
      return outputCotangents.rows(0, rows);
    }
  }
}
