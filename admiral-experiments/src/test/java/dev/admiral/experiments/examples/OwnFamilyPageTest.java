package dev.admiral.experiments.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The code of docs/own-family.md is the code that the tests compile and run: each of its blocks follows a
 * comment {@code <!-- source: FILE region: NAME -->} and equals that region, which stands between {@code
 * tag::NAME} and {@code end::NAME}, but for the indentation.
 */
class OwnFamilyPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path EXAMPLES =
      ROOT.resolve("admiral-experiments/src/test/java/dev/admiral/experiments/examples");
  private static final Path MODELS =
      ROOT.resolve("admiral-experiments/src/test/resources/examples");
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?:<!-- source: (?<file>\\S+) region: (?<region>\\S+) -->\\n)?"
              + "```(?:java|xml)\\n(?<code>.*?)```\\n",
          Pattern.DOTALL);
  private static final Pattern REGION =
      Pattern.compile(
          "[^\\n]*tag::(?<region>[a-z-]+)[^\\n]*\\n(?<code>.*?)[^\\n]*end::\\k<region>",
          Pattern.DOTALL);

  @Test
  void everyBlockIsARegionAndEveryRegionIsShown() throws IOException {
    Map<String, String> regions = regions();
    List<String> shown = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(ROOT.resolve("docs/own-family.md")));
    while (block.find()) {
      assertThat(block.group("file")).as("the source of%n%s", block.group("code")).isNotNull();
      String source = block.group("file") + " " + block.group("region");
      assertThat(regions).containsKey(source);
      assertThat(block.group("code")).as(source).isEqualTo(regions.get(source));
      shown.add(source);
    }
    assertThat(shown).hasSizeGreaterThan(6).containsExactlyInAnyOrderElementsOf(regions.keySet());
  }

  /** The regions of the examples, by the file and the name. */
  private static Map<String, String> regions() throws IOException {
    Map<String, String> regions = new LinkedHashMap<>();
    for (Path folder : List.of(EXAMPLES, MODELS)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.filter(file -> !file.endsWith("OwnFamilyPageTest.java")).toList()) {
          Matcher region = REGION.matcher(Files.readString(file));
          while (region.find()) {
            String name = ROOT.relativize(file).toString().replace('\\', '/');
            regions.put(name + " " + region.group("region"), unindented(region.group("code")));
          }
        }
      }
    }
    return regions;
  }

  /** Without the indentation that all lines share, and without empty lines at the end. */
  private static String unindented(String code) {
    return code.stripTrailing().stripIndent() + "\n";
  }
}
