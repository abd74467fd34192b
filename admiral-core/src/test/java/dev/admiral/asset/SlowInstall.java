package dev.admiral.asset;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that installs the folder {@code thing} into the cache of its first argument, and takes
 * the milliseconds of its second in the middle of it.
 */
final class SlowInstall {
  private SlowInstall() {}

  public static void main(String[] arguments) {
    Path folder =
        new AssetCache(Path.of(arguments[0]))
            .install(
                "thing",
                (content, scratch) -> {
                  Files.writeString(content.resolve("first"), "1");
                  System.out.println("filling");
                  try {
                    Thread.sleep(Long.parseLong(arguments[1]));
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  Files.writeString(content.resolve("second"), "2");
                });
    System.out.println(Files.exists(folder.resolve("second")) ? "whole" : "half");
  }
}
