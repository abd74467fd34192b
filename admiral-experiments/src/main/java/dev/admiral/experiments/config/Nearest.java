package dev.admiral.experiments.config;

import dev.admiral.experiments.UsageException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a user who mistyped a name probably meant. */
public final class Nearest {
  private Nearest() {}

  /** The candidate that differs least from {@code name}, if one differs little enough. */
  public static Optional<String> to(String name, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> distance(name, candidate) <= Math.max(1, candidate.length() / 3))
        .min(
            Comparator.comparingInt((String candidate) -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * A line for a name that is none of those allowed.
   *
   * @param kind what is named, such as {@code preset}
   */
  public static String unknown(String kind, String name, Collection<String> allowed) {
    String guess =
        to(name, allowed).map(nearest -> "; did you mean \"" + nearest + "\"?").orElse(";");
    String list = allowed.isEmpty() ? "none" : String.join(", ", allowed);
    return "unknown " + kind + " \"" + name + "\"" + guess + " allowed: " + list;
  }

  /**
   * What the user wants; the first of those allowed where that is empty.
   *
   * @param kind what is chosen, such as {@code preset}
   * @throws UsageException if it is none of those allowed
   */
  public static String choose(String kind, String wanted, List<String> allowed) {
    if (wanted.isEmpty()) {
      return allowed.getFirst();
    }
    if (!allowed.contains(wanted)) {
      throw new UsageException(unknown(kind, wanted, allowed));
    }
    return wanted;
  }

  /**
   * How many insertions, deletions, replacements and swaps of neighbours turn one name into the
   * other, without regard to case.
   */
  static int distance(String first, String second) {
    String a = first.toLowerCase(Locale.ROOT);
    String b = second.toLowerCase(Locale.ROOT);
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }
}
