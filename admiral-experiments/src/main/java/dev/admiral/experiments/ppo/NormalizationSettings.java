package dev.admiral.experiments.ppo;

/**
 * What is standardised.
 *
 * @param observations by the running mean and standard deviation of each coordinate, and an attack's ε is in these
 *     units; on a game by the mean and twice the standard deviation of all pixels, those of random play, within the
 *     policy, so that ε stays in gray levels
 * @param rewards by the running standard deviation of the discounted return; not on games
 */
public record NormalizationSettings(boolean observations, boolean rewards) {}
