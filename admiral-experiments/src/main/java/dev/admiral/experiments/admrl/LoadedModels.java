package dev.admiral.experiments.admrl;

import dev.admiral.admrl.AdMrl;
import dev.admiral.concurrent.Workers;
import dev.admiral.dynamics.DynamicsModel;
import dev.admiral.dynamics.Slbo;
import dev.admiral.dynamics.SlboConfig;
import dev.admiral.experiments.admrl.ModelErrorJob.LearnedModel;
import dev.admiral.experiments.algorithm.LoadedCheckpoints;
import dev.admiral.random.RandomStreams;
import dev.admiral.task.TaskFamily;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The dynamics models that this process has read, so that many jobs on many models read each once. Only models are
 * kept, which are small beside the real samples in their checkpoints. The least recently used is forgotten.
 */
final class LoadedModels {
  private static final int KEPT = 64;

  private static final Map<LearnedModel, DynamicsModel> LOADED =
      new LinkedHashMap<>(16, 0.75f, true);

  private LoadedModels() {}

  /**
   * The model, which several threads may predict with; it must not be trained.
   *
   * @param slbo as the training has it
   * @param family of the training, over any Ψ
   */
  static DynamicsModel get(LearnedModel model, SlboConfig slbo, TaskFamily family) {
    synchronized (LOADED) {
      DynamicsModel known = LOADED.get(model);
      if (known == null) {
        known = read(model, slbo, family);
        LOADED.put(model, known);
        if (LOADED.size() > KEPT) {
          LOADED.remove(LOADED.keySet().iterator().next());
        }
      }
      return known;
    }
  }

  private static DynamicsModel read(LearnedModel model, SlboConfig config, TaskFamily family) {
    try (Slbo slbo = new Slbo(config, family, new RandomStreams(0), Workers.SERIAL)) {
      slbo.restore(AdMrl.slboState(LoadedCheckpoints.get(Path.of(model.run()), model.step())));
      return slbo.model();
    }
  }
}
