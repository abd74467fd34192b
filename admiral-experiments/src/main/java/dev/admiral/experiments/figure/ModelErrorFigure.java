package dev.admiral.experiments.figure;

import dev.admiral.experiments.chart.DotChart;
import dev.admiral.experiments.chart.LineChart.Vertical;
import dev.admiral.experiments.chart.Panels;
import dev.admiral.experiments.chart.Size;
import dev.admiral.experiments.report.ResultTable;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.statistics.NestedStatistic;
import dev.admiral.experiments.statistics.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Figure 6 of Lin et al. (NeurIPS 2020), {@code admrl-model-error}: the prediction errors of the
 * learned models on tasks outside the training range.
 */
public final class ModelErrorFigure {
  private static final Claim CLAIM =
      new Claim(
          Claim.ADMRL,
          "“The model learned by AdMRL is more accurate than those learned by MB-Unif and MB-Gauss”"
              + " on out-of-distribution tasks (Lin et al., 2020, section 5.3 and figure 6).");
  private static final Size SIZE = new Size(660, 380);

  private ModelErrorFigure() {}

  /** The errors of one method's models. */
  private record Method(String id, String label, List<ModelErrors> models) {
    Contender of(ToDoubleFunction<TaskError> error) {
      // Tasks are a sample here, so that they are drawn where evaluation seeds are elsewhere.
      List<List<List<Score>>> scores =
          models.stream()
              .map(model ->
                  List.of(
                      model.tasks().stream()
                          .map(task -> Score.exactly(error.applyAsDouble(task)))
                          .toList()))
              .toList();
      return new Contender(id, label, scores, NestedStatistic.MEAN);
    }

    List<Double> points() {
      return models.stream()
          .flatMap(model -> model.tasks().stream())
          .map(TaskError::normalisedError)
          .toList();
    }

    String seeds() {
      return String.join(
          ", ", models.stream().map(model -> Long.toString(model.trainingSeed())).toList());
    }

    String tasks() {
      return String.join(
          ", ",
          models.stream().map(model -> Integer.toString(model.tasks().size())).distinct().toList());
    }
  }

  /**
   * The figure.
   *
   * @param errors of every trained model, the methods in the order in which they are shown
   * @param labels what a reader calls the methods; one that is missing goes by its identifier
   * @throws IllegalArgumentException when there are no errors
   */
  public static Figure of(
      List<ModelErrors> errors, Map<String, String> labels, Provenance provenance) {
    if (errors.isEmpty()) {
      throw new IllegalArgumentException("a figure needs at least one method");
    }
    List<Method> methods = methods(errors, labels);
    List<Contender> normalised =
        methods.stream().map(method -> method.of(TaskError::normalisedError)).toList();
    List<String> facts =
        List.of(
            "Training seeds: %s. Test tasks: %s."
                .formatted(each(methods, Method::seeds), each(methods, Method::tasks)),
            "Bars: 95 % bootstrap intervals of the mean, drawing training seeds and, within each,"
                + " test tasks; with one training seed they cover the tasks only.");
    List<String> caption =
        new ArrayList<>(
            List.of(
                "Error of the learned dynamics model's next state, L2 norm in units of the states'"
                    + " standard deviations. Lower is better. Grey: each test task of each"
                    + " model."));
    caption.addAll(facts);
    caption.addAll(provenance.budget());
    String title = "Prediction error of the learned models on out-of-distribution tasks";
    return new Figure(
        "admrl-model-error",
        new Panels(title, List.of(new Panels.Row(chart(methods, normalised))), caption),
        csv(errors),
        new SummaryPage(title)
            .claim(
                CLAIM,
                List.of(
                    new Verdict("mean normalised prediction error", true)
                        .on(CLAIM.method(), normalised)))
            .table(table(methods, normalised))
            .finish(facts, provenance, List.of()));
  }

  private static String each(List<Method> methods, Function<Method, String> property) {
    List<String> distinct = methods.stream().map(property).distinct().toList();
    return distinct.size() == 1
        ? distinct.getFirst()
        : String.join(
            "; ",
            methods.stream().map(method -> method.label() + " " + property.apply(method)).toList());
  }

  private static List<Method> methods(List<ModelErrors> errors, Map<String, String> labels) {
    Map<String, List<ModelErrors>> byMethod = new LinkedHashMap<>();
    errors.forEach(
        one -> byMethod.computeIfAbsent(one.method(), method -> new ArrayList<>()).add(one));
    return byMethod.entrySet().stream()
        .map(entry ->
            new Method(
                entry.getKey(),
                labels.getOrDefault(entry.getKey(), entry.getKey()),
                entry.getValue()))
        .toList();
  }

  private static DotChart chart(List<Method> methods, List<Contender> contenders) {
    List<DotChart.Column> columns = new ArrayList<>();
    for (int i = 0; i < methods.size(); i++) {
      Method method = methods.get(i);
      columns.add(
          new DotChart.Column(method.label(), contenders.get(i).interval(), method.points()));
    }
    return new DotChart("", "normalised L2 error", columns, Vertical.FROM_ZERO, SIZE);
  }

  private static ResultTable table(List<Method> methods, List<Contender> normalised) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < methods.size(); i++) {
      Method method = methods.get(i);
      rows.add(
          List.of(
              method.label(),
              ResultText.interval(normalised.get(i).interval()),
              ResultText.interval(method.of(TaskError::rawError).interval()),
              method.seeds(),
              method.tasks()));
    }
    return new ResultTable(
        List.of("method", "normalised error", "raw error", "training seeds", "test tasks"), rows);
  }

  private static String csv(List<ModelErrors> errors) {
    Csv csv =
        new Csv(
            List.of("method", "training_seed"),
            errors.getFirst().tasks().getFirst().task().size(),
            List.of("normalised_error", "raw_error"));
    for (ModelErrors model : errors) {
      for (TaskError task : model.tasks()) {
        csv.row(
            List.of(model.method(), model.trainingSeed()),
            task.task(),
            List.of(task.normalisedError(), task.rawError()));
      }
    }
    return csv.toString();
  }
}
