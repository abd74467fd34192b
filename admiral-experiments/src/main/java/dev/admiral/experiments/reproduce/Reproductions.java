package dev.admiral.experiments.reproduce;

import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.admrl.AdMrlReproduction;
import dev.admiral.experiments.atpa.AtpaReproduction;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.experiments.maml.MamlReproduction;
import java.util.List;
import java.util.stream.Stream;

/** The experiments that can be carried out, by id. */
public final class Reproductions {
  private Reproductions() {}

  /** All, in the order of their papers. */
  public static List<Reproduction> all() {
    return Stream.<Stream<? extends Reproduction>>of(
            Stream.of(AdMrlReproduction.values()),
            Stream.of(MamlReproduction.values()),
            Stream.of(AtpaReproduction.values()))
        .<Reproduction>flatMap(each -> each)
        .toList();
  }

  /**
   * The experiment of this id.
   *
   * @throws UsageException if there is none
   */
  public static Reproduction get(String id) {
    return all().stream()
        .filter(reproduction -> reproduction.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                Nearest.unknown("experiment", id, all().stream().map(Reproduction::id).toList())));
  }
}
