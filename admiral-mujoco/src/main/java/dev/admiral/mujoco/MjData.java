package dev.admiral.mujoco;

import static dev.admiral.mujoco.internal.Mujoco.MUJOCO;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.admiral.mujoco.internal.Layouts;
import dev.admiral.mujoco.internal.Thrown;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/**
 * One simulation of a model: its state, controls and what was computed from them. Owns native
 * memory until {@link #close}; using it afterwards throws {@link IllegalStateException}. Used by
 * one thread at a time, which may be a different one each time. Nothing here allocates per step.
 */
public final class MjData implements AutoCloseable {

  /** What went wrong, in the order of {@code mjtWarning}. */
  private static final List<String> WARNINGS =
      List.of(
          "the inertia matrix is (nearly) singular at degree of freedom %d (mjWARN_INERTIA)",
          "there are more contacts than memory for them, %d (mjWARN_CONTACTFULL)",
          "there are more constraints than memory for them, %d (mjWARN_CNSTRFULL)",
          "qpos[%d] is NaN or huge (mjWARN_BADQPOS)",
          "qvel[%d] is NaN or huge (mjWARN_BADQVEL)",
          "qacc[%d] is NaN or huge (mjWARN_BADQACC)",
          "ctrl[%d] is NaN or huge (mjWARN_BADCTRL)");

  private final MjModel model;
  private final Arena arena;
  private final MemorySegment segment;
  private final MemorySegment positions;
  private final MemorySegment velocities;
  private final MemorySegment controls;
  private final MemorySegment bodyPositions;
  private final MemorySegment externalForces;
  private final MemorySegment state;

  /** A simulation in the model's own initial state. */
  @SuppressWarnings("restricted")
  public MjData(MjModel model) {
    this.model = model;
    // Shared, because the workers of a pool take turns at stepping a simulation.
    this.arena = Arena.ofShared();
    MemorySegment data;
    try {
      data = (MemorySegment) MUJOCO.makeData().invokeExact(model.segment());
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
    if (data.equals(MemorySegment.NULL)) {
      throw new OutOfMemoryError("MuJoCo has no memory for another simulation");
    }
    this.segment = data.reinterpret(Layouts.Data.SIZE, arena, MjData::delete);
    this.positions = numbers(Layouts.Data.QPOS, model.positions());
    this.velocities = numbers(Layouts.Data.QVEL, model.velocities());
    this.controls = numbers(Layouts.Data.CTRL, model.controls());
    this.bodyPositions = numbers(Layouts.Data.XPOS, 3 * model.bodies());
    this.externalForces = numbers(Layouts.Data.CFRC_EXT, 6 * model.bodies());
    this.state = arena.allocate(JAVA_DOUBLE, model.stateSize());
  }

  private static void delete(MemorySegment data) {
    try {
      MUJOCO.deleteData().invokeExact(data);
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
  }

  /** The array that the pointer at {@code offset} points to, which stays where it is. */
  @SuppressWarnings("restricted")
  private MemorySegment numbers(long offset, int count) {
    return segment.get(ADDRESS, offset).reinterpret((long) count * Double.BYTES, arena, null);
  }

  public MjModel model() {
    return model;
  }

  /** Back to the model's initial state, with controls, forces and warnings cleared. */
  public void reset() {
    try {
      MUJOCO.resetData().invokeExact(model.segment(), segment);
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
  }

  /** Computes everything that follows from state and controls, without moving in time. */
  public void forward() {
    try {
      MUJOCO.forward().invokeExact(model.segment(), segment);
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
  }

  /**
   * Moves {@code times} time steps on, with the controls held.
   *
   * @throws UnstableSimulationException if MuJoCo raised a warning
   */
  public void step(int times) {
    try {
      for (int i = 0; i < times; i++) {
        MUJOCO.step().invokeExact(model.segment(), segment);
      }
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
    checkWarnings();
  }

  /** Computes the forces between bodies ({@link #externalForces}), which a step leaves out. */
  public void rnePostConstraint() {
    try {
      MUJOCO.rnePostConstraint().invokeExact(model.segment(), segment);
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
  }

  private void checkWarnings() {
    for (int i = 0; i < Layouts.WARNINGS; i++) {
      long offset = Layouts.Data.WARNING + 2L * i * Integer.BYTES;
      if (segment.get(JAVA_INT, offset + Integer.BYTES) != 0) {
        throw new UnstableSimulationException(
            "the simulation became unstable at t = "
                + time()
                + " s: "
                + WARNINGS.get(i).formatted(segment.get(JAVA_INT, offset)));
      }
    }
  }

  /** The simulated time since the last reset [s]. */
  public double time() {
    return segment.get(JAVA_DOUBLE, Layouts.Data.TIME);
  }

  /** {@code qpos[index]} [m or rad, by joint]. */
  public double position(int index) {
    return positions.getAtIndex(JAVA_DOUBLE, index);
  }

  /** {@code qvel[index]} [m/s or rad/s, by joint]. */
  public double velocity(int index) {
    return velocities.getAtIndex(JAVA_DOUBLE, index);
  }

  /** {@code xpos[body][axis]}: where a body's frame was when last computed [m]. */
  public double bodyPosition(int body, int axis) {
    return bodyPositions.getAtIndex(JAVA_DOUBLE, 3L * body + axis);
  }

  /**
   * {@code cfrc_ext[body][component]}: torque (0 to 2) [N m] and force (3 to 5) [N] on a body from
   * outside, as {@link #rnePostConstraint} last computed them.
   */
  public double externalForce(int body, int component) {
    return externalForces.getAtIndex(JAVA_DOUBLE, 6L * body + component);
  }

  /** Copies {@code qpos[from..]} to {@code target[at..]}. */
  public void copyPositions(int from, double[] target, int at) {
    copy(positions, from, target, at);
  }

  /** Copies {@code qvel} to {@code target[at..]}. */
  public void copyVelocities(double[] target, int at) {
    copy(velocities, 0, target, at);
  }

  private static void copy(MemorySegment source, int from, double[] target, int at) {
    int count = (int) (source.byteSize() / Double.BYTES) - from;
    MemorySegment.copy(source, JAVA_DOUBLE, (long) from * Double.BYTES, target, at, count);
  }

  /**
   * Sets {@code ctrl}; MuJoCo clamps it to {@link MjModel#controlRange} when it steps.
   *
   * @param control shape {@code [nu]}, finite
   */
  public void control(double[] control) {
    write("control", control, controls, "ctrl");
  }

  /**
   * Sets {@code qpos} and {@code qvel}; call {@link #forward} to have what follows from them.
   *
   * @param position shape {@code [nq]}, finite
   * @param velocity shape {@code [nv]}, finite
   */
  public void state(double[] position, double[] velocity) {
    write("position", position, positions, "qpos");
    write("velocity", velocity, velocities, "qvel");
  }

  private static void write(String what, double[] values, MemorySegment target, String field) {
    if ((long) values.length * Double.BYTES != target.byteSize()) {
      throw new IllegalArgumentException(
          "a %s (%s) of this model has %d numbers, not %d"
              .formatted(what, field, target.byteSize() / Double.BYTES, values.length));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s[%d] must be finite, not %s".formatted(field, i, values[i]));
      }
    }
    MemorySegment.copy(values, 0, target, ValueLayout.JAVA_DOUBLE, 0, values.length);
  }

  /** Everything that the next steps depend on, shape {@code [model().stateSize()]}. */
  public double[] snapshot() {
    try {
      MUJOCO.getState().invokeExact(model.segment(), segment, state, Layouts.STATE_INTEGRATION);
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
    return state.toArray(JAVA_DOUBLE);
  }

  /** Continues where {@link #snapshot} was taken, of this simulation or another of its model. */
  public void restore(double[] snapshot) {
    if (snapshot.length != model.stateSize()) {
      throw new IllegalArgumentException(
          "a snapshot of this model has %d numbers, not %d"
              .formatted(model.stateSize(), snapshot.length));
    }
    MemorySegment.copy(snapshot, 0, state, JAVA_DOUBLE, 0, snapshot.length);
    try {
      MUJOCO.setState().invokeExact(model.segment(), segment, state, Layouts.STATE_INTEGRATION);
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
  }

  /** Frees the native memory; does nothing the second time. */
  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
