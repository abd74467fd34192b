package dev.admiral.experiments.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Asks of a drawing that no two texts overlap and none leaves the sheet. */
public final class TextRoom {
  private TextRoom() {}

  /** Fails with the first text that has not enough room. */
  public static void check(Drawing drawing) {
    List<Bounds> taken = new ArrayList<>();
    for (Mark mark : drawing.marks()) {
      if (mark instanceof Mark.Label label) {
        Bounds bounds = bounds(label);
        assertThat(bounds.within(new Bounds(0, 0, drawing.width(), drawing.height())))
            .as("%s in %s", label, drawing.description())
            .isTrue();
        assertThat(taken.stream().noneMatch(bounds::overlaps))
            .as("%s in %s", label, drawing.description())
            .isTrue();
        taken.add(bounds);
      }
    }
  }

  private static Bounds bounds(Mark.Label label) {
    double width = TextWidth.of(label.text(), label.size()) * (label.bold() ? 1.14 : 1);
    double left =
        label.at().x()
            - switch (label.anchor()) {
              case START -> 0;
              case MIDDLE -> width / 2;
              case END -> width;
            };
    double base = label.at().y();
    return new Bounds(left, base - 0.75 * label.size(), left + width, base);
  }
}
