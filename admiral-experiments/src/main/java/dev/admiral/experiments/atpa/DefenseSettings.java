package dev.admiral.experiments.atpa;

import dev.admiral.defense.DataAugmentation;
import dev.admiral.defense.Stagewise;

/**
 * How the defences but ATPA's mix attacked and clean training; each reads its own.
 *
 * @param cleanPart of stagewise training before its first attack, in [0, 1]
 * @param attackedPortion of stagewise training's observations after that, in [0, 1]
 * @param maximumFrequency of attacked observations at the end of data augmentation, in [0, 1]
 * @param actsOnPerturbed whether data augmentation acts on what it learns from
 */
public record DefenseSettings(
    double cleanPart, double attackedPortion, double maximumFrequency, boolean actsOnPerturbed) {
  public DefenseSettings {
    var _ = new Stagewise(cleanPart, attackedPortion); // or it throws
    var _ = new DataAugmentation(maximumFrequency, actsOnPerturbed); // or it throws
  }

  /** As in ATPA's comparison. */
  public static DefenseSettings paper() {
    return new DefenseSettings(1.0 / 3, 1, 0.5, false);
  }
}
