package dev.admiral.experiments.admrl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.config.RecordBinder;
import dev.admiral.experiments.evaluation.Evaluation;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.run.RunConfig;
import dev.admiral.experiments.run.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationNotesTest {
  @TempDir Path temporary;

  /** The notes on the evaluation of a quick run, which has 4 tasks. */
  private Map<String, String> notes(int finishedTasks, String... assignments) {
    RunFolder folder = new RunFolder(temporary);
    RunConfig config =
        RunConfig.of(AdMrlAlgorithm.ADMRL, new RunConfig.Request("", "quick", 1, 1, 30, List.of()));
    AtomicFile.write(folder.config(), config.toYaml());
    AdMrlSettings settings =
        RecordBinder.bind(
            AdMrlAlgorithm.ADMRL.defaults(config.environment()),
            config.with(List.of(assignments)).settings());
    return EvaluationNotes.of(settings, folder, finishedTasks);
  }

  @Test
  void aTrainingThatHadNotEndedIsNamed() {
    assertThat(notes(3))
        .containsEntry(
            Evaluation.UNFINISHED,
            "The training was evaluated before its end, after 3 of 4 tasks.");
    assertThat(notes(4)).doesNotContainKey(Evaluation.UNFINISHED);
  }

  @Test
  void whatIsNotSetIsLeftOut() {
    assertThat(notes(4).get("Settings"))
        .startsWith("evaluation.tasks.grid=[3], ")
        .doesNotContain("null", "[]", "training.");
    assertThat(notes(4, "family.horizon=100").get("Settings")).startsWith("family.horizon=100, ");
    // A change to nothing is one.
    assertThat(notes(4, "evaluation.tasks.grid=[]"))
        .containsEntry("Changed for this evaluation", "evaluation.tasks.grid=[]");
  }

  @Test
  void countsInTheSingular() {
    Map<String, String> notes =
        notes(
            4,
            "evaluation.seeds=1",
            "evaluation.adaptation.zero-shot-iterations=1",
            "evaluation.adaptation.stages=2",
            "evaluation.adaptation.samples=200",
            "evaluation.adaptation.stage-iterations=1",
            "evaluation.adaptation.episodes=1",
            "evaluation.optimum.updates=1",
            "evaluation.optimum.samples=400");

    assertThat(notes.get("Adaptation"))
        .isEqualTo(
            "1 iteration of virtual training before the first real sample, then 2 × (200 real"
                + " samples, 1 iteration); each return is the mean of 1 episode; 1 seed.");
    assertThat(notes.get("A*")).startsWith("the best of: 1 TRPO update of 400 samples in");
  }

  @Test
  void aSearchForTheWorstCaseSaysWhatItClimbs() {
    assertThat(notes(4, "evaluation.worst-case.starts=2").get("Worst case searched"))
        .startsWith("gradient ascent on the zero-shot gap with α = ");
    assertThat(
            notes(4, "evaluation.worst-case.starts=2", "training.gradient.objective=ratio")
                .get("Worst case searched"))
        .startsWith("gradient ascent on the zero-shot ratio with α = ");
  }

  @Test
  void aSearchThatWasLeftToAnotherRunIsSaidToBe() {
    assertThat(notes(4, "evaluation.optimum.updates=0").get("A*"))
        .isEqualTo(
            "not searched for by this run, which knows the best return that it measured for the"
                + " task");
  }
}
