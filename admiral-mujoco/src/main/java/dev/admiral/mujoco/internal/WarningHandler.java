package dev.admiral.mujoco.internal;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What MuJoCo calls with the text of a warning. Its own would print it and leave a {@code
 * MUJOCO_LOG.TXT} in whatever folder the process runs in; this one does nothing, because {@code
 * MjData} reads the counters of the same warnings after each step and throws.
 */
final class WarningHandler {
  private WarningHandler() {}

  @SuppressWarnings("unused") // MuJoCo calls it.
  private static void ignore(MemorySegment text) {}

  /** Sets {@code mju_user_warning}, for as long as the process lives. */
  @SuppressWarnings("restricted")
  static void install(SymbolLookup lookup) {
    MethodHandle ignore;
    try {
      ignore =
          MethodHandles.lookup()
              .findStatic(
                  WarningHandler.class,
                  "ignore",
                  MethodType.methodType(void.class, MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    MemorySegment stub =
        Linker.nativeLinker()
            .upcallStub(ignore, FunctionDescriptor.ofVoid(ADDRESS), Arena.global());
    Library.find(lookup, "mju_user_warning").reinterpret(ADDRESS.byteSize()).set(ADDRESS, 0, stub);
  }
}
