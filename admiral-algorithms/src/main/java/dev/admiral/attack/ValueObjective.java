package dev.admiral.attack;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.policy.ActorCritic;
import dev.admiral.policy.ActorCriticPass;
import dev.admiral.policy.Policy;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * −V(x̃): what the victim is shown looks like a bad situation (the critic attack of Pattanaik et al. 2018 and Zhang
 * et al. 2020, on a state's value).
 *
 * @param model of which the victim is the policy, with the same θ
 */
public record ValueObjective(ActorCritic model) implements AttackObjective {

  @Override
  public Pass pass(Policy victim, int maximumRows) {
    return new ValuePass(maximumRows);
  }

  private final class ValuePass implements Pass {
    private final ActorCriticPass pass;
    private final Matrix cotangents;

    ValuePass(int maximumRows) {
      this.pass = model.pass(maximumRows, Workers.SERIAL);
      this.cotangents = Matrix.zeros(maximumRows, 1);
      Arrays.fill(cotangents.values(), -1);
    }

    @Override
    public void begin(float[] parameters, Matrix observations) {
      pass.forward(parameters, observations);
    }

    @Override
    public void evaluate(Matrix shown, float[] values, @Nullable Matrix gradients) {
      pass.forward(shown);
      for (int r = 0; r < shown.rows(); r++) {
        values[r] = -pass.values().get(r, 0);
      }
      if (gradients != null) {
        pass.valueObservationGradient(cotangents.rows(0, shown.rows()), gradients);
      }
    }
  }
}
