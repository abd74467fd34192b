package dev.admiral.experiments.attack;

import dev.admiral.experiments.environment.Environments;
import dev.admiral.experiments.report.ResultText;
import dev.admiral.experiments.report.ShellWord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How attacks on a policy were measured, so that a reader can judge, and do it again.
 *
 * @param request what was asked for
 * @param victim who was attacked
 * @param isNormalized whether it sees, and attacks change, observations in standard deviations
 * @param tests of it
 */
record AttackFacts(
    PolicyAttack.Request request, TrainedPolicy victim, boolean isNormalized, AttackTests tests) {

  /** A sentence each. */
  List<String> sentences() {
    PolicyTestConfig test = victim.parsed().evaluation();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "The policy is that of %s on %s with training seed %d, from its checkpoint of step %d."
            .formatted(victim.method(), victim.environment(), victim.seed(), victim.step()));
    sentences.add(
        "Each attack met the same %s, numbered from seed %d on; %s."
            .formatted(test.extent(), request.seed(), test.actions()));
    AttackSettings first = tests.attacks().getFirst().attack();
    sentences.add(
        "Attacks show observations in l∞ balls of ε = %s %s%s."
            .formatted(
                ResultText.setting(first.epsilon()),
                unit(),
                first.wholeNumbers() ? ", whole numbers alone" : ""));
    sentences.add("How each searches: " + searches() + ".");
    return sentences;
  }

  private String unit() {
    if (isNormalized) {
      return "standard deviations of the observations";
    }
    return Environments.isAtari(victim.environment())
        ? "gray levels of 255"
        : "in the units of the observations";
  }

  /** The attacks that search alike, together. */
  private String searches() {
    Map<String, List<String>> bySearch = new LinkedHashMap<>();
    for (PolicyTests test : tests.attacks()) {
      bySearch
          .computeIfAbsent(test.attack().search(), _ -> new ArrayList<>())
          .add(test.attack().kind().id());
    }
    return bySearch.entrySet().stream()
        .map(search -> String.join(", ", search.getValue()) + ": " + search.getKey())
        .collect(Collectors.joining("; "));
  }

  /** What to type for the same numbers. */
  String command() {
    StringBuilder line = new StringBuilder("./admiral attack ");
    line.append(ShellWord.quoted(request.run().toString()));
    line.append(" --attack ").append(request.attack());
    if (!request.task().isEmpty()) {
      // A list that may begin with a minus must not look like an option.
      line.append(" --task=")
          .append(request.task().stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
    option(line, "--epsilon", request.epsilon());
    option(line, "--steps", request.steps());
    option(line, "--step-size", request.stepSize());
    line.append(" --seed ").append(request.seed());
    for (String assignment : request.assignments()) {
      line.append(" --set ").append(ShellWord.quoted(assignment));
    }
    return line.toString();
  }

  private static void option(StringBuilder line, String name, Optional<?> value) {
    value.ifPresent(given -> line.append(' ').append(name).append(' ').append(given));
  }
}
