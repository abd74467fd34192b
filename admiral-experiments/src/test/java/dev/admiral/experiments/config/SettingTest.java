package dev.admiral.experiments.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingTest {
  record Root(
      long count,
      double rate,
      boolean enabled,
      String name,
      Mode mode,
      List<Integer> hiddenSizes,
      Optional<Double> limit,
      Inner inner) {}

  enum Mode {
    PER_STEP,
    PER_TRAJECTORY
  }

  record Inner(List<String> names) {}

  @Test
  void everyKeyHasItsValueAndWhatItMayBe() {
    Root root =
        new Root(
            2,
            0.5,
            false,
            "one: two",
            Mode.PER_STEP,
            List.of(5, 6),
            Optional.empty(),
            new Inner(List.of()));

    assertThat(
            Setting.of(root).stream().map(s -> s.key() + "=" + s.valueText() + "|" + s.allowed()))
        .containsExactly(
            "count=2|a whole number",
            "rate=0.5|a number",
            "enabled=false|true or false",
            "name=\"one: two\"|text",
            "mode=per-step|one of per-step, per-trajectory",
            "hidden-sizes=[5,6]|a list of whole numbers",
            "limit=null|a number, or null",
            "inner.names=[]|a list of text");
  }

  @Test
  void aValueIsAssignedAsItIsWritten() {
    Inner odd = new Inner(List.of("true", "1", "it's", "a: b"));
    Setting only = Setting.of(odd).getFirst();

    assertThat(
            RecordBinder.bind(
                new Inner(List.of()), Yaml.assignment(only.key() + "=" + only.valueText())))
        .isEqualTo(odd);
  }
}
