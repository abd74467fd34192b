package dev.admiral.experiments.figure;

/**
 * A training with what it cost.
 *
 * @param course how it went, on the tasks that it trained on
 * @param realSamples all that it used of the real environment, for whatever but measuring how it goes
 */
public record MeasuredTraining(LearningRun course, long realSamples) {}
