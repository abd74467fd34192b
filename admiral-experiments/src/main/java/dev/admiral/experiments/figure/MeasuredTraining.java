package dev.admiral.experiments.figure;

/**
 * A training with what it cost.
 *
 * @param course how it went, on the tasks that it trained on
 * @param realSamples all that it took from the real environment, whatever for
 */
public record MeasuredTraining(LearningRun course, long realSamples) {}
