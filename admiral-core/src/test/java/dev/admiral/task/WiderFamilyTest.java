package dev.admiral.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.admiral.env.Environment;
import dev.admiral.space.Box;
import org.junit.jupiter.api.Test;

class WiderFamilyTest {

  @Test
  void differsInPsiAlone() {
    LineFamily line = new LineFamily();
    Box wide = Box.cube(line.parameters().size(), -100, 100);

    TaskFamily family = new WiderFamily(line, wide);

    assertThat(family.parameters()).isEqualTo(wide).isNotEqualTo(line.parameters());
    assertThat(family.id()).isEqualTo(line.id());
    assertThat(family.parameterName(0)).isEqualTo(line.parameterName(0));
    assertThat(family.horizon()).isEqualTo(line.horizon());
    assertThat(family.reward()).isSameAs(line.reward());
    assertThat(family.termination()).isSameAs(line.termination());
    try (Environment dynamics = family.newDynamics();
        Environment own = line.newDynamics()) {
      assertThat(dynamics.observationSpace()).isEqualTo(own.observationSpace());
      assertThat(dynamics.actionSpace()).isEqualTo(own.actionSpace());
    }
  }

  @Test
  void refusesAnotherDimension() {
    assertThatThrownBy(() -> new WiderFamily(new LineFamily(), Box.cube(7, 0, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("parameters, not 7 as in ");
  }
}
