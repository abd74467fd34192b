package dev.admiral.mujoco.env;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.env.StepResult;
import dev.admiral.mujoco.RequiresMujoco;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every environment does what Gymnasium's does, number by number. */
@RequiresMujoco
class GoldenTraceTest {
  private static final double TOLERANCE = 1e-9;

  static Stream<Arguments> traces() {
    Hopper.Options hopper = Hopper.Options.DEFAULT.withTerminateWhenUnhealthy(false);
    Walker2d.Options walker = Walker2d.Options.DEFAULT.withTerminateWhenUnhealthy(false);
    Ant.Options ant = Ant.Options.DEFAULT.withTerminateWhenUnhealthy(false);
    return Stream.of(
        trace("hopper", Hopper::new),
        trace("hopper-unterminated", () -> new Hopper(hopper)),
        trace(
            "hopper-position-frame-skip-1",
            () -> new Hopper(hopper.withFrameSkip(1).withExcludeCurrentPosition(false))),
        trace("walker2d", Walker2d::new),
        trace("walker2d-unterminated", () -> new Walker2d(walker)),
        trace("half-cheetah", HalfCheetah::new),
        trace("ant", Ant::new),
        trace("ant-unterminated", () -> new Ant(ant)),
        trace("ant-no-contact-forces", () -> new Ant(ant.withObservation(false, false))),
        trace("reacher", Reacher::new));
  }

  private static Arguments trace(String name, Supplier<MujocoEnvironment> environment) {
    return Arguments.of(name, environment);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("traces")
  void matchesGymnasium(String name, Supplier<MujocoEnvironment> factory) {
    GoldenTrace trace = GoldenTrace.read(name);
    try (MujocoEnvironment environment = factory.get()) {
      assertThat(environment.infoNames()).isEqualTo(trace.infos());
      assertClose(
          name + " at reset",
          environment.resetTo(trace.state()).observation(),
          trace.observation());
      int actions = environment.actionSpace().size();
      int observations = environment.observationSpace().size();
      for (int t = 0; t < trace.rows().size(); t++) {
        double[] row = trace.rows().get(t);
        StepResult result = environment.step(Arrays.copyOf(row, actions));
        int at = actions;
        String where = name + " at step " + t;
        assertClose(where, result.observation(), Arrays.copyOfRange(row, at, at + observations));
        at += observations;
        assertClose(where, new double[] {result.reward()}, new double[] {row[at]});
        assertThat(result.terminated()).as(where).isEqualTo(row[at + 1] == 1);
        assertThat(result.truncated()).as(where).isFalse();
        assertClose(where, result.info(), Arrays.copyOfRange(row, at + 2, row.length));
      }
    }
  }

  private static void assertClose(String where, double[] actual, double[] expected) {
    assertThat(actual).as(where).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      double scale = Math.max(1e-3, Math.abs(expected[i]));
      if (!(Math.abs(actual[i] - expected[i]) <= TOLERANCE * scale)) {
        assertThat(actual[i]).as(where + ", number " + i).isEqualTo(expected[i]);
      }
    }
  }
}
