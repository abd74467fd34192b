package dev.admiral.mujoco.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.admiral.asset.AssetException;
import dev.admiral.mujoco.RequiresMujoco;
import dev.admiral.mujoco.assets.NativeAssets;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed offsets are the C compiler's. */
@RequiresMujoco
class LayoutsTest {
  @TempDir Path folder;

  @Test
  void agreeWithTheHeader() throws Exception {
    List<String> expected = new ArrayList<>();
    StringBuilder program =
        new StringBuilder(
            """
            #include <stddef.h>
            #include <stdio.h>
            #include <mujoco/mujoco.h>
            int main(void) {
            """);
    probe(Layouts.Model.class, "mjModel", program, expected);
    probe(Layouts.Data.class, "mjData", program, expected);
    number("mjVERSION_HEADER", Layouts.VERSION, program, expected);
    number("mjNWARNING", Layouts.WARNINGS, program, expected);
    number("mjOBJ_BODY", Layouts.OBJECT_BODY, program, expected);
    number("mjSTATE_INTEGRATION", Layouts.STATE_INTEGRATION, program, expected);
    number("sizeof(mjWarningStat)", 2L * Integer.BYTES, program, expected);
    number("sizeof(mjtNum)", Double.BYTES, program, expected);
    number("sizeof(mjtBool)", Byte.BYTES, program, expected);
    number("sizeof(mjtSize)", Long.BYTES, program, expected);
    program.append("return 0; }\n");

    Path source = Files.writeString(folder.resolve("probe.c"), program);
    Path binary = folder.resolve("probe");
    CCompiler.compile(
        List.of("-I", headers().toString(), source.toString(), "-o", binary.toString()));
    assertThat(CCompiler.run(binary)).isEqualTo(expected);
  }

  private static Path headers() {
    try {
      return NativeAssets.ofEnvironment().headers(System.err::println);
    } catch (AssetException e) {
      Assumptions.abort("no headers: " + e.getMessage());
      throw e;
    }
  }

  /** Every constant of a class is the offset of the field of its name, or the struct's size. */
  private static void probe(
      Class<?> layout, String struct, StringBuilder program, List<String> expected)
      throws IllegalAccessException {
    for (Field field : layout.getFields()) {
      String name =
          switch (field.getName()) {
            case "SIZE" -> "sizeof(" + struct + ")";
            case "TIMESTEP" -> "offsetof(" + struct + ", opt.timestep)";
            default ->
                "offsetof(%s, %s)".formatted(struct, field.getName().toLowerCase(Locale.ROOT));
          };
      number(name, field.getLong(null), program, expected);
    }
    assertThat(layout.getFields()).isNotEmpty();
  }

  private static void number(
      String expression, long value, StringBuilder program, List<String> expected) {
    program.append("printf(\"%s %%ld\\n\", (long) %s);\n".formatted(expression, expression));
    expected.add(expression + " " + value);
  }
}
