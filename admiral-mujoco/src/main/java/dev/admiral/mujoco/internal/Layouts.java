package dev.admiral.mujoco.internal;

/**
 * Where the fields of MuJoCo's structs lie that no function gives, in bytes, for version {@link
 * #VERSION} on 64-bit platforms. {@link Mujoco} refuses any other version; {@code LayoutsTest}
 * compares every number with the C compiler's {@code offsetof}.
 *
 * <p>Source: {@code mjmodel.h} and {@code mjdata.h} of MuJoCo 3.14.0.
 */
public final class Layouts {

  /** What {@code mj_version()} must return. */
  public static final int VERSION = 3_014_000;

  /** The fields of {@code mjModel}; sizes are {@code int64_t}, tables are pointers. */
  public static final class Model {
    public static final long NQ = 0;
    public static final long NV = 8;
    public static final long NU = 16;
    public static final long NBODY = 48;

    /** {@code opt.timestep}, a double. */
    public static final long TIMESTEP = 792;

    /** Pointer to {@code [nu]} bytes: 0 where a control has no range. */
    public static final long ACTUATOR_CTRLLIMITED = 5000;

    /** Pointer to {@code [nu, 2]} doubles. */
    public static final long ACTUATOR_CTRLRANGE = 5008;

    public static final long SIZE = 5696;

    private Model() {}
  }

  /** The fields of {@code mjData}; all but {@link #WARNING} and {@link #TIME} are pointers. */
  public static final class Data {
    /** {@link Layouts#WARNINGS} pairs of ints: what was last warned about, and how often. */
    public static final long WARNING = 160_264;

    public static final long TIME = 160_648;
    public static final long QPOS = 160_688;
    public static final long QVEL = 160_696;
    public static final long CTRL = 160_736;
    public static final long XPOS = 160_840;
    public static final long CFRC_EXT = 161_440;
    public static final long SIZE = 162_080;

    private Data() {}
  }

  /** {@code mjNWARNING}. */
  public static final int WARNINGS = 7;

  /** {@code mjOBJ_BODY}. */
  public static final int OBJECT_BODY = 1;

  /** {@code mjSTATE_INTEGRATION}: everything that the next step depends on. */
  public static final int STATE_INTEGRATION = 16_383;

  private Layouts() {}
}
