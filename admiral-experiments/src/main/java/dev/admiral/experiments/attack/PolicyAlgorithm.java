package dev.admiral.experiments.attack;

import dev.admiral.experiments.algorithm.Algorithm;

/** An algorithm whose policies are tested, and attacked, in one environment. */
public interface PolicyAlgorithm<C extends Record & PolicySettings> extends Algorithm<C> {}
