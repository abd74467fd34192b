/**
 * The experiments of the papers, by name: which methods are trained on what, how they are evaluated, and
 * which figure comes out.
 *
 * <p>{@link dev.admiral.experiments.reproduce.Reproduction} says what an experiment is; {@link
 * dev.admiral.experiments.reproduce.ReproductionRun} carries it out in a folder, and goes on there after any
 * interruption. Trainings are shared by all experiments that are carried out in one folder.
 */
@NullMarked
package dev.admiral.experiments.reproduce;

import org.jspecify.annotations.NullMarked;
