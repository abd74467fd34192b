package dev.admiral.experiments.figure;

import java.util.ArrayList;
import java.util.List;

/**
 * What the figures about trained policies have in common.
 *
 * @param name of the experiment
 * @param environment its id
 * @param facts how it was measured: seeds, episodes, attacks
 * @param provenance where the numbers come from
 */
public record PolicyStudy(
    String name, String environment, List<String> facts, Provenance provenance) {
  public PolicyStudy {
    facts = List.copyOf(facts);
  }

  /** The lines under a picture that begin with {@code first}. */
  List<String> caption(String first) {
    List<String> caption = new ArrayList<>(List.of(first));
    caption.addAll(facts);
    caption.addAll(provenance.budget());
    return caption;
  }
}
