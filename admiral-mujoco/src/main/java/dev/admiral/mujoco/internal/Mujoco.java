package dev.admiral.mujoco.internal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.admiral.asset.AssetException;
import dev.admiral.mujoco.assets.NativeAssets;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * MuJoCo's functions, one handle each, bound once. The record sits in a {@code static final} field
 * ({@link #MUJOCO}), so the compiler treats its handles as constants and inlines the calls.
 *
 * <p>Where the library cannot be had, loading this class still succeeds and every handle throws the
 * {@link AssetException} that says why.
 *
 * @param loadXml {@code mjModel* mj_loadXML(const char* filename, const mjVFS*, char* error, int)}
 * @param deleteModel {@code void mj_deleteModel(mjModel*)}
 * @param makeData {@code mjData* mj_makeData(const mjModel*)}
 * @param deleteData {@code void mj_deleteData(mjData*)}
 * @param resetData {@code void mj_resetData(const mjModel*, mjData*)}
 * @param step {@code void mj_step(const mjModel*, mjData*)}
 * @param forward {@code void mj_forward(const mjModel*, mjData*)}
 * @param rnePostConstraint {@code void mj_rnePostConstraint(const mjModel*, mjData*)}
 * @param stateSize {@code int mj_stateSize(const mjModel*, int sig)}
 * @param getState {@code void mj_getState(const mjModel*, const mjData*, mjtNum* state, int sig)}
 * @param setState {@code void mj_setState(const mjModel*, mjData*, const mjtNum* state, int sig)}
 * @param nameToId {@code int mj_name2id(const mjModel*, int type, const char* name)}
 */
public record Mujoco(
    MethodHandle loadXml,
    MethodHandle deleteModel,
    MethodHandle makeData,
    MethodHandle deleteData,
    MethodHandle resetData,
    MethodHandle step,
    MethodHandle forward,
    MethodHandle rnePostConstraint,
    MethodHandle stateSize,
    MethodHandle getState,
    MethodHandle setState,
    MethodHandle nameToId) {

  public static final Mujoco MUJOCO = load();

  private static Mujoco load() {
    try {
      Logger log = System.getLogger(Mujoco.class.getName());
      Path file = NativeAssets.ofEnvironment().library(line -> log.log(Level.INFO, line));
      SymbolLookup lookup = Library.open(file, Arena.global());
      return bind(new Binder(lookup, null));
    } catch (AssetException e) {
      return bind(new Binder(null, e));
    }
  }

  private static Mujoco bind(Binder binder) {
    FunctionDescriptor modelAndData = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS);
    FunctionDescriptor free = FunctionDescriptor.ofVoid(ADDRESS);
    FunctionDescriptor state = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    return new Mujoco(
        binder.handle(
            "mj_loadXML", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT)),
        binder.handle("mj_deleteModel", free),
        binder.handle("mj_makeData", FunctionDescriptor.of(ADDRESS, ADDRESS)),
        binder.handle("mj_deleteData", free),
        binder.handle("mj_resetData", modelAndData),
        binder.handle("mj_step", modelAndData),
        binder.handle("mj_forward", modelAndData),
        binder.handle("mj_rnePostConstraint", modelAndData),
        binder.handle("mj_stateSize", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT)),
        binder.handle("mj_getState", state),
        binder.handle("mj_setState", state),
        binder.handle("mj_name2id", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS)));
  }

  /** Makes handles that call into a library, or, where there is none, throw the reason. */
  private record Binder(@Nullable SymbolLookup lookup, @Nullable AssetException missing) {

    @SuppressWarnings("restricted")
    MethodHandle handle(String name, FunctionDescriptor descriptor) {
      if (lookup != null) {
        return Linker.nativeLinker().downcallHandle(Library.find(lookup, name), descriptor);
      }
      MethodHandle thrower =
          MethodHandles.throwException(
              descriptor.toMethodType().returnType(), AssetException.class);
      return MethodHandles.dropArguments(
          thrower.bindTo(missing), 0, descriptor.toMethodType().parameterList());
    }
  }
}
