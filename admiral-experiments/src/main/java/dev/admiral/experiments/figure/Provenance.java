package dev.admiral.experiments.figure;

import java.util.List;

/**
 * Where the numbers of a figure come from.
 *
 * @param command the command line that makes them again
 * @param date when they were made, as a reader should see it
 * @param budget what was spent on training and measuring, a line each; printed under the figure too
 */
public record Provenance(String command, String date, List<String> budget) {

  public Provenance {
    budget = List.copyOf(budget);
  }
}
