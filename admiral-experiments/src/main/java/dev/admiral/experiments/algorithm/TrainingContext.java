package dev.admiral.experiments.algorithm;

import dev.admiral.concurrent.Workers;

/**
 * What a training needs besides the algorithm's own settings.
 *
 * @param environment the id of the environment or family
 * @param seed the root of all random streams
 * @param workers who computes; results do not depend on their number. Closed by whoever made them.
 */
public record TrainingContext(String environment, long seed, Workers workers) {}
