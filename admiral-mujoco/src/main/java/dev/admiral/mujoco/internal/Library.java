package dev.admiral.mujoco.internal;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.admiral.asset.AssetException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** A file that should be MuJoCo's library, in the one version that Admiral is bound to. */
public final class Library {
  private Library() {}

  /**
   * Loads the library, looks at its version and unloads it.
   *
   * @throws AssetException if it does not load or is another version
   */
  public static void requireVersion(Path file) {
    try (Arena arena = Arena.ofConfined()) {
      open(file, arena);
    }
  }

  /** The functions of the library, while {@code arena} lives. */
  @SuppressWarnings("restricted")
  static SymbolLookup open(Path file, Arena arena) {
    SymbolLookup lookup;
    try {
      lookup = SymbolLookup.libraryLookup(file, arena);
    } catch (IllegalArgumentException e) {
      throw new AssetException(
          "%s does not load as a library on this platform (%s %s)"
              .formatted(file, System.getProperty("os.name"), System.getProperty("os.arch")),
          e);
    } catch (IllegalCallerException e) {
      throw new AssetException(
          "this JVM forbids native code: start it with --enable-native-access=ALL-UNNAMED", e);
    }
    int version = version(lookup);
    if (version != Layouts.VERSION) {
      throw new AssetException(
          "%s is MuJoCo %s, but Admiral is bound to %s"
              .formatted(file, text(version), text(Layouts.VERSION)));
    }
    return lookup;
  }

  @SuppressWarnings("restricted")
  private static int version(SymbolLookup lookup) {
    MethodHandle version =
        Linker.nativeLinker()
            .downcallHandle(find(lookup, "mj_version"), FunctionDescriptor.of(JAVA_INT));
    try {
      return (int) version.invokeExact();
    } catch (Throwable e) {
      throw Thrown.unchecked(e);
    }
  }

  static MemorySegment find(SymbolLookup lookup, String name) {
    return lookup
        .find(name)
        .orElseThrow(() -> new AssetException("the library has no function " + name));
  }

  /** 3014000 → "3.14.0". */
  private static String text(int version) {
    return version / 1_000_000 + "." + version / 1000 % 1000 + "." + version % 1000;
  }
}
