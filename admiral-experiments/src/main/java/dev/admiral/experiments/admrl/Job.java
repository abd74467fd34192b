package dev.admiral.experiments.admrl;

/**
 * A part of an evaluation: one task with one seed.
 *
 * @param index the task's in the grid
 * @param task ψ
 * @param seed counted from 1
 */
record Job(int index, double[] task, int seed) {}
