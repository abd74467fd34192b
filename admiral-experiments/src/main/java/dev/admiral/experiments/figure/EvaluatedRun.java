package dev.admiral.experiments.figure;

import dev.admiral.experiments.evaluation.Evaluation;

/**
 * One trained model with what its evaluation measured.
 *
 * @param seed of the training
 * @param evaluation of the model: tasks × evaluation seeds × n
 */
public record EvaluatedRun(long seed, Evaluation evaluation) {}
