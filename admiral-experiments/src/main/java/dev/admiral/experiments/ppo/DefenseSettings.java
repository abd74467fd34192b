package dev.admiral.experiments.ppo;

import dev.admiral.defense.Atpa;
import dev.admiral.defense.DataAugmentation;
import dev.admiral.defense.Stagewise;

/**
 * How the defences mix attacked and clean training; each reads its own.
 *
 * @param cleanPart of stagewise training before its first attack, in [0, 1]
 * @param attackedPortion of stagewise training's observations after that, in [0, 1]
 * @param maximumFrequency of attacked observations at the end of data augmentation, in [0, 1]
 * @param actsOnPerturbed whether data augmentation acts on what it learns from
 * @param growthStart what part of ATPA's training is over when its attack begins, in [0, 1]
 * @param growthEnd what part is over when its radius, which grows linearly, is whole, in [growth-start, 1]
 */
public record DefenseSettings(
    double cleanPart,
    double attackedPortion,
    double maximumFrequency,
    boolean actsOnPerturbed,
    double growthStart,
    double growthEnd) {
  public DefenseSettings {
    var _ = new Stagewise(cleanPart, attackedPortion); // or it throws
    var _ = new DataAugmentation(maximumFrequency, actsOnPerturbed); // or it throws
    var _ = new Atpa(growthStart, growthEnd); // or it throws
  }

  /** As in ATPA's comparison: the attack is whole from its first moment. */
  public static DefenseSettings paper() {
    return new DefenseSettings(1.0 / 3, 1, 0.5, false, 0, 0);
  }
}
