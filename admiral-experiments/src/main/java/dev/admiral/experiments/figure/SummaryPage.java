package dev.admiral.experiments.figure;

import dev.admiral.experiments.report.ResultTable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page of Markdown in the making. */
final class SummaryPage {
  private final StringBuilder text = new StringBuilder();

  SummaryPage(String title) {
    text.append("# ").append(title).append("\n\n![").append(title).append("](figure.svg)\n");
  }

  /** The paper's claim and, beside it, what the numbers say. */
  SummaryPage claim(Claim claim, List<String> verdicts) {
    text.append("\n## The paper and these numbers\n\n");
    text.append("- The paper: ").append(claim.sentence()).append('\n');
    verdicts.forEach(verdict -> text.append("- Measured here: ").append(verdict).append('\n'));
    return this;
  }

  SummaryPage paragraph(String paragraph) {
    text.append('\n').append(paragraph).append('\n');
    return this;
  }

  SummaryPage table(ResultTable table) {
    text.append("\n## Numbers\n\n").append(table.toMarkdown());
    return this;
  }

  /** How the numbers were made, and the end. */
  String finish(List<String> facts, Provenance provenance, List<String> notes) {
    text.append("\n## How it was measured\n\n");
    text.append(
        Stream.of(facts, provenance.budget(), notes)
            .flatMap(List::stream)
            .map(line -> "- " + line + "\n")
            .collect(Collectors.joining()));
    text.append(
        "\nMade on %s with\n\n```\n%s\n```\n\nThe measurements are in [data.csv](data.csv).\n"
            .formatted(provenance.date(), provenance.command()));
    return text.toString();
  }
}
