package dev.admiral.experiments.chart;

import dev.admiral.experiments.file.AtomicFile;
import java.nio.file.Path;
import java.util.Locale;

/** A picture of numbers, which knows how to lay itself out. */
@FunctionalInterface
public interface Chart {

  /** Lays the chart out. Equal charts give equal drawings, on every machine. */
  Drawing draw();

  /**
   * Writes the chart in one step, in the format that the name ends in.
   *
   * @param file {@code *.svg} or {@code *.png}
   * @throws IllegalArgumentException when it ends in neither
   * @throws IllegalStateException when a PNG is asked for and the JVM has no font
   * @throws java.io.UncheckedIOException when the file cannot be written
   */
  default void write(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".svg")) {
      AtomicFile.write(file, SvgRenderer.standalone(draw()));
    } else if (name.endsWith(".png")) {
      AtomicFile.write(file, PngRenderer.render(draw()));
    } else {
      throw new IllegalArgumentException("a chart is written as .svg or .png, not as " + name);
    }
  }
}
