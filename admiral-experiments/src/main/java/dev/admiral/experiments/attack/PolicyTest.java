package dev.admiral.experiments.attack;

import dev.admiral.rollout.NumberedEpisodes.Outcome;
import java.util.List;

/**
 * Episodes of a policy under one attack.
 *
 * @param episodes by number
 * @param largestChange the largest ‖x̃ − x‖∞ that was shown
 * @param largestLength the largest ‖x̃ − x‖₂ that was shown
 */
public record PolicyTest(List<Outcome> episodes, double largestChange, double largestLength) {}
