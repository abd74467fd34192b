package dev.admiral.experiments.environment;

import dev.admiral.atari.AtariConfig;
import dev.admiral.atari.AtariEnvironment;
import dev.admiral.atari.AtariGames;
import dev.admiral.env.CartPole;
import dev.admiral.env.Environment;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.config.Nearest;
import dev.admiral.mujoco.assets.NativeAssets;
import dev.admiral.mujoco.env.MujocoEnvironments;
import dev.admiral.mujoco.task.Ant2d;
import dev.admiral.mujoco.task.Ant3d;
import dev.admiral.mujoco.task.AntVelocity;
import dev.admiral.mujoco.task.CheetahHighdim;
import dev.admiral.mujoco.task.HalfCheetahDirection;
import dev.admiral.mujoco.task.HalfCheetahVelocity;
import dev.admiral.mujoco.task.Hopper2d;
import dev.admiral.mujoco.task.ReacherGoal;
import dev.admiral.mujoco.task.Walker2dFamily;
import dev.admiral.random.RandomStream;
import dev.admiral.space.Box;
import dev.admiral.task.Navigation2d;
import dev.admiral.task.TaskEnvironment;
import dev.admiral.task.TaskFamily;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** What can be stepped, by id. Nothing native is touched before an environment is made. */
public final class Environments {
  private static final List<Family> FAMILIES =
      List.of(
          new Family(new Hopper2d(), "a hopper that keeps a velocity and a height (AdMRL)"),
          new Family(new Walker2dFamily(), "a walker that keeps a velocity and a height (AdMRL)"),
          new Family(new Ant2d(), "an ant that keeps a velocity in the plane (AdMRL)"),
          new Family(new Ant3d(), "an ant that keeps a velocity and a height (AdMRL)"),
          new Family(
              new CheetahHighdim(), "a half-cheetah with a linear reward of its state (AdMRL)"),
          new Family(new Navigation2d(), "a point that finds a goal it does not see (MAML)"),
          new Family(new HalfCheetahVelocity(), "a half-cheetah that finds its velocity (MAML)"),
          new Family(new HalfCheetahDirection(), "a half-cheetah that finds its direction (MAML)"),
          new Family(new ReacherGoal(), "an arm that finds a goal it does not see (MAML)"),
          new Family(new AntVelocity(), "an ant that finds its velocity (MAML)"));

  private final List<Entry> environments;
  private final List<Family> families;

  /**
   * An environment.
   *
   * @param id its name on the command line
   * @param description one line on what it is
   * @param factory makes one
   */
  public record Entry(String id, String description, Supplier<? extends Environment> factory) {}

  /** A task family with one line on what it is. */
  public record Family(TaskFamily family, String description) {}

  public Environments(List<Entry> environments, List<Family> families) {
    this.environments = List.copyOf(environments);
    this.families = List.copyOf(families);
  }

  /**
   * Those that Admiral comes with, and the task families that the user has put on the class path.
   *
   * @throws UsageException if one of the latter cannot be used
   */
  public static Environments standard() {
    List<Entry> environments = new ArrayList<>();
    MujocoEnvironments.entries()
        .forEach(entry ->
            environments.add(new Entry(entry.id(), entry.description(), entry::newEnvironment)));
    AtariGames.ids()
        .forEach(game ->
            environments.add(
                new Entry(
                    game,
                    AtariGames.description(game),
                    () -> new AtariEnvironment(game, AtariConfig.evaluation()))));
    environments.add(new Entry("cart-pole", "a pole on a cart that is pushed", CartPole::new));
    Environments own = new Environments(environments, FAMILIES);
    List<Family> families = new ArrayList<>(own.families);
    families.addAll(RegisteredFamilies.load(own.ids()));
    return new Environments(own.environments, families);
  }

  /**
   * Whether the environment or family of this id is simulated by MuJoCo; true of a family that Admiral does
   * not come with, of which it cannot be told.
   */
  public static boolean mayBeMujoco(String id) {
    return MujocoEnvironments.ids().contains(id)
        || standard().families.stream()
            .map(Family::family)
            .filter(family -> !(family instanceof Navigation2d))
            .anyMatch(family -> family.id().equals(id));
  }

  /** Whether the robot or family of this id can be made now, without fetching a simulator first. */
  public static boolean isAtHand(String id) {
    return !mayBeMujoco(id) || NativeAssets.ofEnvironment().arePresent();
  }

  /** Whether the environment of this id is an Atari game. */
  public static boolean isAtari(String id) {
    return AtariGames.ids().contains(id);
  }

  public List<Entry> environments() {
    return environments;
  }

  public List<Family> families() {
    return families;
  }

  /**
   * The task family of an id.
   *
   * @throws UsageException if there is no such family
   */
  public TaskFamily family(String id) {
    return families.stream()
        .map(Family::family)
        .filter(family -> family.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new UsageException(
                unknown("family", id, families.stream().map(f -> f.family().id()).toList())));
  }

  /**
   * Makes the environment of an id.
   *
   * @param task ψ, for a family; empty for the centre of Ψ. Where an environment has the family's name too,
   *     it is the environment that is meant without a task
   * @throws UsageException if there is no such environment, or no such task
   */
  public Environment open(String id, List<Double> task) {
    boolean isEnvironment = environments.stream().anyMatch(entry -> entry.id().equals(id));
    for (Family candidate : families) {
      if (candidate.family().id().equals(id) && !(isEnvironment && task.isEmpty())) {
        return new TaskEnvironment(candidate.family(), task(candidate.family(), task));
      }
    }
    for (Entry entry : environments) {
      if (entry.id().equals(id)) {
        if (!task.isEmpty()) {
          throw new UsageException(id + " is one environment, not a family that has tasks");
        }
        return entry.factory().get();
      }
    }
    throw new UsageException(unknown("environment", id, ids()));
  }

  private static String unknown(String kind, String id, List<String> allowed) {
    return Nearest.unknown(kind, id, allowed)
        + "; a family of your own must be on ADMIRAL_CLASSPATH";
  }

  private List<String> ids() {
    List<String> ids = new ArrayList<>();
    environments.forEach(entry -> ids.add(entry.id()));
    families.forEach(family -> ids.add(family.family().id()));
    return ids.stream().distinct().toList();
  }

  /**
   * A task of a family.
   *
   * @param task ψ; empty for the centre of Ψ, or the first test task where the centre is none
   * @throws UsageException if it is not in Ψ, or p(ψ) never draws it
   */
  public static double[] task(TaskFamily family, List<Double> task) {
    Box parameters = family.parameters();
    if (task.isEmpty()) {
      double[] centre = parameters.fromUnit(new double[parameters.size()]);
      return family.distribution().reaches(parameters, centre)
          ? centre
          : TestTaskSource.tasks(family, 1).getFirst();
    }
    double[] point = task.stream().mapToDouble(Double::doubleValue).toArray();
    if (!parameters.contains(point)) {
      throw new UsageException(
          "task %s is not in the tasks of %s, %s".formatted(task, family.id(), parameters));
    }
    if (!family.distribution().reaches(parameters, point)) {
      throw new UsageException(
          "task %s is within %s, but none of the tasks of %s, such as %s"
              .formatted(task, parameters, family.id(), exampleTask(family)));
    }
    return point;
  }

  /** One of a family's tasks, for messages. */
  public static String exampleTask(TaskFamily family) {
    return Arrays.toString(
        family.distribution().sample(family.parameters(), 0, RandomStream.of(0)));
  }
}
