package dev.admiral.mujoco;

import static dev.admiral.mujoco.internal.Mujoco.MUJOCO;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.admiral.mujoco.internal.Layouts;
import dev.admiral.mujoco.internal.Thrown;
import dev.admiral.space.Box;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * A robot and its world, compiled from an MJCF file. Immutable: every {@link MjData} and every
 * thread may share one. Its memory is freed by the garbage collector, once no simulation uses it.
 */
public final class MjModel {
  private static final int ERROR_BYTES = 1024;

  private final MemorySegment segment;
  private final int positions;
  private final int velocities;
  private final int controls;
  private final int bodies;
  private final double timestep;
  private final Box controlRange;
  private final int stateSize;

  private MjModel(MemorySegment segment) {
    this.segment = segment;
    this.positions = size(Layouts.Model.NQ);
    this.velocities = size(Layouts.Model.NV);
    this.controls = size(Layouts.Model.NU);
    this.bodies = size(Layouts.Model.NBODY);
    this.timestep = segment.get(JAVA_DOUBLE, Layouts.Model.TIMESTEP);
    this.controlRange = readControlRange();
    try {
      this.stateSize = (int) MUJOCO.stateSize().invokeExact(segment, Layouts.STATE_INTEGRATION);
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
  }

  /**
   * Compiles an MJCF file.
   *
   * @throws ModelException if there is no such file, or MuJoCo refuses it; the message holds
   *     MuJoCo's own
   * @throws dev.admiral.asset.AssetException if the MuJoCo library cannot be had
   */
  @SuppressWarnings("restricted")
  public static MjModel load(Path file) {
    if (!Files.isReadable(file)) {
      throw new ModelException("there is no readable model file " + file);
    }
    // Automatic, not shared: a shared arena counts its users at every call, and all threads would
    // contend for the counter of their one model.
    Arena arena = Arena.ofAuto();
    try (Arena scratch = Arena.ofConfined()) {
      MemorySegment error = scratch.allocate(ERROR_BYTES);
      MemorySegment model =
          (MemorySegment)
              MUJOCO
                  .loadXml()
                  .invokeExact(
                      scratch.allocateFrom(file.toString()),
                      MemorySegment.NULL,
                      error,
                      ERROR_BYTES);
      if (model.equals(MemorySegment.NULL)) {
        // What is wrong and where it is are lines of their own.
        String reason = error.getString(0).lines().collect(Collectors.joining("; "));
        throw new ModelException("MuJoCo refuses " + file + ": " + reason);
      }
      return new MjModel(model.reinterpret(Layouts.Model.SIZE, arena, MjModel::delete));
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
  }

  private static void delete(MemorySegment model) {
    try {
      MUJOCO.deleteModel().invokeExact(model);
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
  }

  private int size(long offset) {
    return Math.toIntExact(segment.get(JAVA_LONG, offset));
  }

  @SuppressWarnings("restricted")
  private Box readControlRange() {
    MemorySegment range =
        segment
            .get(ADDRESS, Layouts.Model.ACTUATOR_CTRLRANGE)
            .reinterpret(2L * controls * Double.BYTES);
    MemorySegment limited =
        segment.get(ADDRESS, Layouts.Model.ACTUATOR_CTRLLIMITED).reinterpret(controls);
    double[] low = new double[controls];
    double[] high = new double[controls];
    for (int i = 0; i < controls; i++) {
      boolean bounded = limited.get(JAVA_BYTE, i) != 0;
      low[i] = bounded ? range.getAtIndex(JAVA_DOUBLE, 2L * i) : Double.NEGATIVE_INFINITY;
      high[i] = bounded ? range.getAtIndex(JAVA_DOUBLE, 2L * i + 1) : Double.POSITIVE_INFINITY;
    }
    return Box.of(low, high);
  }

  /** {@code nq}: how many numbers the position has. */
  public int positions() {
    return positions;
  }

  /** {@code nv}: how many numbers the velocity has; a free joint has one fewer than positions. */
  public int velocities() {
    return velocities;
  }

  /** {@code nu}: how many controls there are. */
  public int controls() {
    return controls;
  }

  /** {@code nbody}: how many bodies there are, the world (body 0) included. */
  public int bodies() {
    return bodies;
  }

  /** How long one {@link MjData#step} takes in the simulated world [s]. */
  public double timestep() {
    return timestep;
  }

  /**
   * {@code actuator_ctrlrange}: what MuJoCo clamps the controls to, shape {@code [nu]}; all of ℝ where
   * a control is not limited ({@code actuator_ctrllimited}).
   */
  public Box controlRange() {
    return controlRange;
  }

  /** How many numbers a {@link MjData#snapshot} has. */
  public int stateSize() {
    return stateSize;
  }

  /**
   * The number of the body with this name.
   *
   * @throws IllegalArgumentException if the model has none
   */
  public int body(String name) {
    int id;
    try (Arena scratch = Arena.ofConfined()) {
      id =
          (int)
              MUJOCO
                  .nameToId()
                  .invokeExact(segment, Layouts.OBJECT_BODY, scratch.allocateFrom(name));
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
    if (id < 0) {
      throw new IllegalArgumentException("the model has no body named " + name);
    }
    return id;
  }

  /** The native {@code mjModel}. */
  MemorySegment segment() {
    return segment;
  }
}
