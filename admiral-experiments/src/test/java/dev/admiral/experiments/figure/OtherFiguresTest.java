package dev.admiral.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The figures that are not about returns: visited tasks and model errors. */
class OtherFiguresTest {

  @Test
  void modelErrorsAreAveragedOverTasksAndSeeds() {
    Figure figure =
        ModelErrorFigure.of(
            List.of(
                new ModelErrors("admrl", 1, List.of(error(0, 0.1), error(1, 0.3))),
                new ModelErrors("admrl", 2, List.of(error(0, 0.1), error(1, 0.3))),
                new ModelErrors("gp, exact", 1, List.of(error(0, 0.9), error(1, 0.9)))),
            Map.of("admrl", "AdMRL"),
            SampleMethods.PROVENANCE);
    assertThat(figure.csv())
        .isEqualTo(
            """
            method,training_seed,psi_0,normalised_error,raw_error
            admrl,1,0.0,0.1,1.0
            admrl,1,1.0,0.3,3.0
            admrl,2,0.0,0.1,1.0
            admrl,2,1.0,0.3,3.0
            "gp, exact",1,0.0,0.9,9.0
            "gp, exact",1,1.0,0.9,9.0
            """);
    assertThat(figure.summary())
        .contains("| AdMRL | 0.200 [0.100, 0.300] | 2.00 [1.00, 3.00] | 1, 2 | 2 |")
        .contains("| gp, exact | 0.900 [0.900, 0.900] | 9.00 [9.00, 9.00] | 1 | 2 |")
        .contains("**Appears, with one training seed**: AdMRL has the lower mean normalised")
        .contains("Training seeds: AdMRL 1, 2; gp, exact 1. Test tasks: 2.");
  }

  private static TaskError error(double task, double normalised) {
    return new TaskError(List.of(task), normalised, 10 * normalised);
  }

  @Test
  void visitsAreTabulatedBySeed() {
    List<MethodRuns> methods = SampleMethods.methods(3, SampleMethods.ant2d(), 3, 1);
    Figure figure = VisitedTasksFigure.of(methods, SampleMethods.PROVENANCE);
    assertThat(figure.csv().lines()).hasSize(1 + 3 * 3 * 20);
    assertThat(figure.csv())
        .startsWith("method,training_seed,task,psi_0,psi_1,boundary_distance\n");
    assertThat(figure.summary())
        .contains("| AdMRL | 20, 20, 20 | 3, 3, 3 | 90 %, 90 %, 90 % |")
        .contains("| MB-Unif | 20, 20, 20 | –, –, – | 0 %, 0 %, 0 % |")
        .contains(
            "**Appears**: On the boundary (means over training seeds): AdMRL first with task 3,")
        .contains("MB-Unif never, 0 % of its tasks");
    assertThat(
            VisitedTasksFigure.of(
                    SampleMethods.methods(3, SampleMethods.ant2d(), 1, 1), SampleMethods.PROVENANCE)
                .summary())
        .contains("**Appears, with one training seed**: On the boundary (means over training");
  }

  @Test
  void whatHasNothingToShowIsRefused() {
    assertThatThrownBy(() -> ModelErrorFigure.of(List.of(), Map.of(), SampleMethods.PROVENANCE))
        .hasMessage("a figure needs at least one method");
    assertThatThrownBy(() -> new ModelErrors("admrl", 4, List.of()))
        .hasMessage("the model errors of admrl, training seed 4, name no task");
    assertThatThrownBy(() -> VisitedTasksFigure.of(List.of(), SampleMethods.PROVENANCE))
        .hasMessage("no method says which tasks it visited in training");
  }
}
