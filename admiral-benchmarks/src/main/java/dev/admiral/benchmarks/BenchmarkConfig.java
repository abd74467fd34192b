package dev.admiral.benchmarks;

import dev.admiral.dynamics.DynamicsConfig;
import dev.admiral.dynamics.SlboConfig;
import java.util.List;

/** The paper's settings with another width of the model. */
final class BenchmarkConfig {
  private BenchmarkConfig() {}

  static SlboConfig withHidden(int width) {
    SlboConfig paper = SlboConfig.defaults();
    DynamicsConfig model = paper.model();
    return new SlboConfig(
        paper.policyHidden(),
        paper.initialStd(),
        paper.validationFraction(),
        paper.noise(),
        new DynamicsConfig(
            List.of(width, width),
            model.batchSize(),
            model.lossHorizon(),
            model.stateLimit(),
            model.optimizer()),
        paper.training(),
        paper.trpo());
  }
}
