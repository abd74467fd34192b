package dev.admiral.mujoco.env;

import dev.admiral.env.Environment;
import dev.admiral.env.TimeLimit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The environments of this package by id, with Gymnasium's options and time limits. */
public final class MujocoEnvironments {

  /**
   * One environment.
   *
   * @param id its name on the command line, such as {@code half-cheetah}
   * @param description what it is, in one line
   * @param maximumSteps after how many steps an episode is truncated
   * @param factory makes one, without the time limit
   */
  public record Entry(
      String id,
      String description,
      int maximumSteps,
      Supplier<? extends MujocoEnvironment> factory) {

    /** A new environment with its time limit. */
    public Environment newEnvironment() {
      return new TimeLimit(factory.get(), maximumSteps);
    }
  }

  private static final List<Entry> ENTRIES =
      List.of(
          new Entry("ant", "four legs in space, to walk forward (Ant-v5)", 1000, Ant::new),
          new Entry(
              "half-cheetah",
              "two legs in the plane, to run forward (HalfCheetah-v5)",
              1000,
              HalfCheetah::new),
          new Entry(
              "hopper", "one leg in the plane, to hop forward (Hopper-v5)", 1000, Hopper::new),
          new Entry("reacher", "an arm, to reach a target (Reacher-v5)", 50, Reacher::new),
          new Entry(
              "walker2d",
              "two legs in the plane, to walk forward (Walker2d-v5)",
              1000,
              Walker2d::new));

  private MujocoEnvironments() {}

  /** All of them, by id. */
  public static List<Entry> entries() {
    return ENTRIES;
  }

  /** All ids, in alphabetical order. */
  public static List<String> ids() {
    return ENTRIES.stream().map(Entry::id).toList();
  }

  /** The environment with this id, if there is one. */
  public static Optional<Entry> find(String id) {
    return ENTRIES.stream().filter(entry -> entry.id().equals(id)).findFirst();
  }
}
