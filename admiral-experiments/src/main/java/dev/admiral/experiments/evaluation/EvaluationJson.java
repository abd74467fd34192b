package dev.admiral.experiments.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.admiral.admrl.WorstCasePath;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.space.Box;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code evaluation.json}: the summary, for whoever wants a number, and everything it was computed
 * from. A number that is not known, NaN, is written as {@code null}; the string {@code "NaN"}, which earlier
 * versions wrote, is read as well. Reading ignores the summary, which follows from
 * the rest.
 */
public final class EvaluationJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .addModule(UnknownNumber.module())
          .build();

  /** Left out where there was no search. */
  private static final String WORST_CASE_PATHS = "worstCasePaths";

  private EvaluationJson() {}

  private record Bounds(List<Double> low, List<Double> high) {}

  private record Document(
      String method,
      String family,
      List<String> parameterNames,
      Bounds parameters,
      List<Integer> gridShape,
      Map<String, String> notes,
      EvaluationSummary summary,
      List<OptimalReturn> optima,
      List<VisitedTask> visitedTasks,
      List<AdaptationResult> results,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<WorstCasePath> worstCasePaths) {}

  /**
   * Writes the file in one step.
   *
   * @throws UncheckedIOException when that fails
   */
  public static void write(Evaluation evaluation, Path file) {
    Document document =
        new Document(
            evaluation.method(),
            evaluation.family(),
            evaluation.parameterNames(),
            bounds(evaluation.parameters()),
            evaluation.gridShape(),
            evaluation.notes(),
            EvaluationSummary.of(evaluation),
            evaluation.optima(),
            evaluation.visitedTasks(),
            evaluation.results(),
            evaluation.worstCasePaths());
    AtomicFile.write(file, JSON.writeValueAsString(document) + "\n");
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UncheckedIOException when the file cannot be read or is no evaluation
   */
  public static Evaluation read(Path file) {
    try {
      if (!(JSON.readTree(Files.readString(file)) instanceof ObjectNode tree)) {
        throw new IllegalArgumentException("it holds no object");
      }
      if (!tree.has(WORST_CASE_PATHS)) {
        tree.putArray(WORST_CASE_PATHS);
      }
      Document document = JSON.treeToValue(tree, Document.class);
      requireReturns(document);
      return new Evaluation(
          document.method(),
          document.family(),
          document.parameterNames(),
          Box.of(array(document.parameters().low()), array(document.parameters().high())),
          document.gridShape(),
          document.results(),
          document.optima(),
          document.visitedTasks(),
          document.worstCasePaths(),
          document.notes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
    } catch (JacksonException e) {
      throw notAnEvaluation(file, e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw notAnEvaluation(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static UncheckedIOException notAnEvaluation(Path file, String why, Exception cause) {
    String message = file + " is not an evaluation: " + why;
    return new UncheckedIOException(message, new IOException(message, cause));
  }

  /** A standard error may be unknown; a return may not. */
  private static void requireReturns(Document document) {
    Stream.concat(
            document.results().stream().map(AdaptationResult::meanReturn),
            document.optima().stream().map(OptimalReturn::meanReturn))
        .filter(value -> value.isNaN())
        .findAny()
        .ifPresent(_ -> {
          throw new IllegalArgumentException("a return is no number");
        });
  }

  private static Bounds bounds(Box box) {
    return new Bounds(
        IntStream.range(0, box.size()).mapToObj(box::low).toList(),
        IntStream.range(0, box.size()).mapToObj(box::high).toList());
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
