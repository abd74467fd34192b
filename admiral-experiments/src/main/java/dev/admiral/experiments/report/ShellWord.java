package dev.admiral.experiments.report;

/** A word of a command. */
public final class ShellWord {
  private ShellWord() {}

  /** As a shell reads it: in quotes where it must be. */
  public static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./,=+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
