package dev.admiral.experiments.maml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.experiments.algorithm.TrainedModel;
import dev.admiral.experiments.algorithm.TrainingContext;
import dev.admiral.experiments.config.Preset;
import dev.admiral.experiments.run.RunFolder;
import dev.admiral.learner.Learner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetaTestJobTest {
  private static final String FAMILY = "navigation-2d";
  private static final MamlSettings SETTINGS = with("evaluation.seeds=2");

  @TempDir Path temporary;

  private static MamlSettings with(String assignment) {
    return Preset.load("maml", "quick")
        .applyTo(
            MamlAlgorithm.MAML.defaults(FAMILY),
            List.of(
                "training.tasks=2",
                "training.episodes=2",
                "training.policy-hidden=[4]",
                "evaluation.episodes=3",
                "family.horizon=5",
                assignment));
  }

  private MetaTestJob job(long step, MamlSettings settings, String results) {
    TrainedModel model =
        new TrainedModel(new RunFolder(temporary), FAMILY, 7, step, new Checkpoint());
    return new MetaTestJob(
        MetaPolicy.of("maml", settings, model),
        temporary.resolve(results).toString(),
        0,
        new double[] {0.2, -0.1},
        1);
  }

  private void train() {
    try (Learner learner =
        MamlAlgorithm.MAML.newLearner(SETTINGS, new TrainingContext(FAMILY, 7, Workers.SERIAL))) {
      var _ = learner.iterate();
      Checkpoint checkpoint = new Checkpoint();
      learner.save(checkpoint);
      new RunFolder(temporary).checkpoints().save(1, checkpoint);
    }
  }

  private static MetaTestJob sent(MetaTestJob job) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(job);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (MetaTestJob) in.readObject();
    }
  }

  @Test
  void aJobThatWasSentElsewhereMeasuresTheSame() throws IOException, ClassNotFoundException {
    train();
    MetaTestJob here = job(1, SETTINGS, "here");
    MetaTestJob there = sent(job(1, SETTINGS, "there"));

    here.run(part -> {});
    there.run(part -> {});

    assertThat(there.result().returns()).hasSize(2);
    assertThat(there.result()).usingRecursiveComparison().isEqualTo(here.result());
  }

  @Test
  void whatIsKeptIsMeasuredAgainOnceItDependsOnSomethingElse() {
    String inputs = job(1, SETTINGS, "here").inputs();
    MamlSettings moreSeeds = with("evaluation.seeds=9");

    assertThat(job(1, moreSeeds, "here").inputs()).isEqualTo(inputs);
    assertThat(job(2, SETTINGS, "here").inputs()).isNotEqualTo(inputs);
    for (String change :
        List.of("evaluation.episodes=4", "family.horizon=6", "training.policy-hidden=[5]")) {
      assertThat(job(1, with(change), "here").inputs()).isNotEqualTo(inputs);
    }
  }
}
