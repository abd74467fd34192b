package dev.admiral.pearl;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.random.RandomStream;
import dev.admiral.sac.TransitionRing;

/**
 * What was collected of one training task. All of it trains actor and critic; the encoder is shown the task's context
 * alone, which is what was collected on purpose the last time: a range of the same memory.
 */
final class TaskReplay {
  private final TransitionRing transitions;
  private long contextBegin;
  private long contextEnd;

  TaskReplay(int capacity, int observationSize, int actionSize) {
    this.transitions = new TransitionRing(capacity, observationSize, actionSize);
  }

  TransitionRing transitions() {
    return transitions;
  }

  /** Forgets the context; what is added now is it. */
  void beginContext() {
    contextBegin = transitions.end();
    contextEnd = contextBegin;
  }

  /** What was added since {@link #beginContext} is the context. */
  void endContext() {
    contextEnd = transitions.end();
  }

  /** The position of a transition of the context, each as likely as any other. */
  long sampleContext(RandomStream random) {
    return transitions.sample(random, contextBegin, contextEnd);
  }

  void save(Checkpoint checkpoint) {
    transitions.save(checkpoint);
    checkpoint.put("context-begin", contextBegin);
    checkpoint.put("context-end", contextEnd);
  }

  void restore(Checkpoint checkpoint) {
    transitions.restore(checkpoint);
    contextBegin = checkpoint.integer("context-begin");
    contextEnd = checkpoint.integer("context-end");
  }
}
