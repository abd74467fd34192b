package dev.admiral.experiments.atpa;

/**
 * What is normalised by running statistics, where observations are not images.
 *
 * @param observations by their mean and standard deviation
 * @param rewards by the standard deviation of the discounted return
 */
public record NormalizationSettings(boolean observations, boolean rewards) {}
