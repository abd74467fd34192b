package dev.admiral.atari.ale;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.admiral.asset.AssetException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.ale.ALEInterface;
import org.bytedeco.javacpp.Loader;

/** ALE's native library: loads it once, and keeps it from writing to the terminal. */
final class AleLibrary {

  /** JavaCPP's switch against loading anything, which also keeps it from comparing versions aloud. */
  private static final String LOAD_LIBRARIES = "org.bytedeco.javacpp.loadlibraries";

  /** {@code static void ale::Logger::setMode(mode)}, which the Java classes do not have. */
  private static final String SET_LOGGER_MODE = "_ZN3ale6Logger7setModeENS0_4modeE";

  /** {@code ale::Logger::Error}: neither information nor warnings. */
  private static final int ERRORS_ONLY = 2;

  private static boolean isLoaded;

  private AleLibrary() {}

  /**
   * An emulator that has loaded a game. One at a time, since making one touches variables that all of them share.
   *
   * @throws AssetException if there is no library for this platform
   */
  static synchronized ALEInterface emulator(Path rom) {
    load();
    ALEInterface ale = new ALEInterface();
    ale.setFloat("repeat_action_probability", 0);
    ale.setInt("random_seed", 0);
    ale.loadROM(rom.toString());
    return ale;
  }

  private static void load() {
    if (isLoaded) {
      return;
    }
    try {
      skipVersionComparison();
      Loader.load(ALEInterface.class);
    } catch (LinkageError | ReflectiveOperationException e) {
      throw new AssetException(
          "ALE has no library that loads on %s: its games cannot be played here (%s)"
              .formatted(Loader.Detector.getPlatform(), e.getMessage()),
          e);
    }
    silence();
    isLoaded = true;
  }

  /** JavaCPP would warn that ALE's Java classes are older than itself, which is known and works. */
  private static void skipVersionComparison() throws ReflectiveOperationException {
    String before = System.getProperty(LOAD_LIBRARIES);
    System.setProperty(LOAD_LIBRARIES, "false");
    try {
      Class.forName("org.bytedeco.ale.presets.ale");
    } finally {
      if (before == null) {
        System.clearProperty(LOAD_LIBRARIES);
      } else {
        System.setProperty(LOAD_LIBRARIES, before);
      }
    }
  }

  @SuppressWarnings("restricted")
  private static void silence() {
    Optional<MemorySegment> setMode = SymbolLookup.loaderLookup().find(SET_LOGGER_MODE);
    if (setMode.isPresent()) {
      try {
        Linker.nativeLinker()
            .downcallHandle(setMode.get(), FunctionDescriptor.ofVoid(JAVA_INT))
            .invokeExact(ERRORS_ONLY);
      } catch (Throwable e) {
        throw new IllegalStateException("cannot silence ALE", e);
      }
    }
  }
}
