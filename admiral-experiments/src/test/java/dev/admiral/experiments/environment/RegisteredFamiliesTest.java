package dev.admiral.experiments.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.env.Environment;
import dev.admiral.experiments.UsageException;
import dev.admiral.experiments.admrl.AdMrlAlgorithm;
import dev.admiral.experiments.environment.Environments.Family;
import dev.admiral.experiments.examples.CheetahSpeed;
import dev.admiral.experiments.examples.RiverBoat;
import dev.admiral.space.Box;
import dev.admiral.task.RewardFunction;
import dev.admiral.task.TaskFamily;
import dev.admiral.task.TerminationFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegisteredFamiliesTest {
  @TempDir Path folder;

  private void with(List<String> providers, FamiliesOnClassPath.Action action) {
    FamiliesOnClassPath.with(folder, providers, action);
  }

  private static List<String> names(Class<?>... types) {
    return Stream.of(types).map(Class::getName).toList();
  }

  @Test
  void followThoseThatAdmiralComesWith() {
    List<String> before =
        Environments.standard().families().stream().map(each -> each.family().id()).toList();
    assertThat(before).startsWith("hopper-2d").doesNotContain("river-boat", "cheetah-speed");

    with(
        names(RiverBoat.class, CheetahSpeed.class),
        () -> {
          Environments all = Environments.standard();
          assertThat(all.families().stream().map(each -> each.family().id()))
              .containsExactlyElementsOf(
                  Stream.concat(before.stream(), Stream.of("river-boat", "cheetah-speed"))
                      .toList());
          assertThat(all.family("river-boat")).isInstanceOf(RiverBoat.class);
          assertThat(all.families().stream().map(Family::description))
              .contains("your own: buoy x [m], buoy y [m]");
          assertThat(AdMrlAlgorithm.MB_UNIF.environments()).contains("river-boat");
          assertThat(Environments.mayBeMujoco("river-boat")).isTrue();
        });

    assertThat(Environments.mayBeMujoco("river-boat")).isFalse();
  }

  private void assertRefused(String provider, String message) {
    with(
        List.of(provider),
        () ->
            assertThatThrownBy(Environments::standard)
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message)
                .message()
                .hasLineCount(1));
  }

  @Test
  void thatCannotBeUsedAreRefusedInOneLine() {
    String here = RegisteredFamiliesTest.class.getName();
    assertRefused(
        "no.such.Family",
        "a task family on the class path cannot be loaded: dev.admiral.task.TaskFamily: Provider"
            + " no.such.Family not found");
    assertRefused(here, here + " not a subtype");
    assertRefused(
        HopperAgain.class.getName(),
        HopperAgain.class.getName() + " has the id \"hopper-2d\", which another has already");
    assertRefused(
        Slashed.class.getName(),
        "has the id \"../x\", but an id is lower-case letters, digits and single hyphens");
    assertRefused(
        Unbounded.class.getName(),
        "has unbounded parameters [-Infinity, Infinity], but tasks are drawn from all of them");
    assertRefused(
        Failing.class.getName(),
        "a task family on the class path cannot be loaded: boats.csv is missing");
  }

  @Test
  void areMadeAnewEachTimeAndCannotTakeAnIdThatIsInUse() {
    with(
        names(RiverBoat.class),
        () -> {
          assertThat(RegisteredFamilies.load(List.of())).hasSize(1);
          assertThat(RegisteredFamilies.load(List.of())).hasSize(1);
          assertThatThrownBy(() -> RegisteredFamilies.load(List.of("river-boat")))
              .hasMessageEndingWith("which another has already");
        });
    assertThat(RegisteredFamilies.load(List.of())).isEmpty();
  }

  /** The river under another name, or over other tasks. */
  public abstract static class Renamed implements TaskFamily {
    private final RiverBoat boat = new RiverBoat();
    private final String id;
    private final Box parameters;

    Renamed(String id, Box parameters) {
      this.id = id;
      this.parameters = parameters;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Box parameters() {
      return parameters;
    }

    @Override
    public String parameterName(int index) {
      return boat.parameterName(index);
    }

    @Override
    public RewardFunction reward() {
      return boat.reward();
    }

    @Override
    public TerminationFunction termination() {
      return boat.termination();
    }

    @Override
    public int horizon() {
      return boat.horizon();
    }

    @Override
    public Environment newDynamics() {
      return boat.newDynamics();
    }
  }

  public static final class HopperAgain extends Renamed {
    public HopperAgain() {
      super("hopper-2d", Box.cube(2, -1, 1));
    }
  }

  public static final class Slashed extends Renamed {
    public Slashed() {
      super("../x", Box.cube(2, -1, 1));
    }
  }

  public static final class Unbounded extends Renamed {
    public Unbounded() {
      super("endless", Box.unbounded(1));
    }
  }

  public static final class Failing extends Renamed {
    public Failing() {
      super("failing", Box.cube(2, -1, 1));
      throw new IllegalStateException("boats.csv is missing");
    }
  }
}
