package dev.admiral.experiments.environment;

import dev.admiral.task.TaskFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Registers families on the class path, as a user does, for the time of a test. */
public final class FamiliesOnClassPath {
  private FamiliesOnClassPath() {}

  /** What is to be done meanwhile. */
  @FunctionalInterface
  public interface Action {
    void run() throws IOException;
  }

  /**
   * Runs with these classes registered.
   *
   * @param folder for the registration
   * @param providers names of classes
   */
  public static void with(Path folder, List<String> providers, Action action) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try {
      Path services = Files.createDirectories(folder.resolve("META-INF/services"));
      Files.write(services.resolve(TaskFamily.class.getName()), providers);
      URL[] path = {folder.toUri().toURL()};
      try (URLClassLoader loader = new URLClassLoader(path, before)) {
        thread.setContextClassLoader(loader);
        action.run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
