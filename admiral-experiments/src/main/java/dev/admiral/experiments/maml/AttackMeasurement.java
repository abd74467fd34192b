package dev.admiral.experiments.maml;

/**
 * One trained policy under one attack.
 *
 * @param label what a reader calls the method that trained it
 * @param seed of the training
 * @param attack what a reader calls the attack; the same for all methods under it
 * @param x the attack's strength or the training's iteration, whatever varies
 * @param job that measures it; several may ask for the same
 */
record AttackMeasurement(String label, long seed, String attack, double x, AttackedTestJob job) {}
