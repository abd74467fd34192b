package dev.admiral.admrl;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.CheckpointException;

/** Writes a {@link Phase} into a checkpoint and reads it back. */
final class PhaseCodec {
  private PhaseCodec() {}

  static void save(Phase phase, Checkpoint checkpoint) {
    switch (phase) {
      case Phase.Begin() -> put(checkpoint, "begin", 0, 0);
      case Phase.ZeroShot(int iteration) -> put(checkpoint, "zero-shot", 0, iteration);
      case Phase.ZeroShotTerms() -> put(checkpoint, "zero-shot-terms", 0, 0);
      case Phase.Collect(int stage) -> put(checkpoint, "collect", stage, 0);
      case Phase.Train(int stage, int iteration) -> put(checkpoint, "train", stage, iteration);
      case Phase.NextTask() -> put(checkpoint, "next-task", 0, 0);
    }
  }

  private static void put(Checkpoint checkpoint, String name, int stage, int iteration) {
    checkpoint.put("name", name);
    checkpoint.put("stage", stage);
    checkpoint.put("iteration", iteration);
  }

  static Phase restore(Checkpoint checkpoint) {
    int stage = (int) checkpoint.integer("stage");
    int iteration = (int) checkpoint.integer("iteration");
    String name = checkpoint.text("name");
    return switch (name) {
      case "begin" -> new Phase.Begin();
      case "zero-shot" -> new Phase.ZeroShot(iteration);
      case "zero-shot-terms" -> new Phase.ZeroShotTerms();
      case "collect" -> new Phase.Collect(stage);
      case "train" -> new Phase.Train(stage, iteration);
      case "next-task" -> new Phase.NextTask();
      default -> throw new CheckpointException("the checkpoint names an unknown phase: " + name);
    };
  }
}
