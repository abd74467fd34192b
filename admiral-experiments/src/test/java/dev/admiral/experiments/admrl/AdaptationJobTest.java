package dev.admiral.experiments.admrl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.experiments.algorithm.EvaluationFolder;
import dev.admiral.experiments.algorithm.EvaluationJob;
import dev.admiral.experiments.reproduce.TrainedRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdaptationJobTest {
  @TempDir Path temporary;

  /** The job as another process gets it. */
  static <J extends EvaluationJob> J sent(J job) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(job);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      @SuppressWarnings("unchecked") // what was written
      J copy = (J) in.readObject();
      return copy;
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<AdaptationJob> jobs(TrainedRun run, String results) {
    return run
        .evaluation(List.of(), new EvaluationFolder(temporary.resolve(results)))
        .jobs()
        .stream()
        .map(AdaptationJob.class::cast)
        .toList();
  }

  @Test
  void measuresTheSameInAnotherProcess() {
    TinyBoat.with(
        temporary,
        () -> {
          TrainedRun run = TinyBoat.train(AdMrlAlgorithm.MB_GAUSS, temporary.resolve("run"));
          List<AdaptationJob> own = jobs(run, "own");
          List<AdaptationJob> others = jobs(run, "others");
          assertThat(own).hasSize(2 * 4);
          for (int i : List.of(1, 5)) { // the second task, with the first seed and the second
            own.get(i).run(part -> {});
            AdaptationJob sent = sent(others.get(i));
            assertThat(sent.isDone()).isFalse();

            sent.run(part -> {});

            assertThat(sent.result()).isEqualTo(own.get(i).result());
            assertThat(others.get(i).result()).isEqualTo(own.get(i).result());
            assertThat(sent(own.get(i)).isDone()).isTrue();
          }
          assertThat(own.get(1).result().adaptation())
              .hasSize(3)
              .allMatch(row -> row.task().equals(List.of(-1.0, 1.0)));
          assertThat(own.get(1).result()).isNotEqualTo(own.get(5).result());
          assertThat(own.get(1).result().optimum()).hasSize(1);
          assertThat(own.get(5).result().optimum()).isEmpty();
        });
  }

  @Test
  void tellsOfItsProgressFromTheBeginningToTheEnd() {
    TinyBoat.with(
        temporary,
        () -> {
          TrainedRun run = TinyBoat.train(AdMrlAlgorithm.ADMRL, temporary.resolve("run"));
          List<Double> told = new ArrayList<>();

          jobs(run, "results").getFirst().run(told::add);

          assertThat(told).isSorted().allMatch(part -> part > 0 && part <= 1);
          assertThat(told.getLast()).isEqualTo(1);
        });
  }
}
