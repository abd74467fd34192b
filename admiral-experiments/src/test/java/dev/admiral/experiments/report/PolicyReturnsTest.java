package dev.admiral.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyReturnsTest {
  private static final PolicyReturns RETURNS =
      new PolicyReturns(
          List.of(
              new PolicyReturns.Row("none", 0, 1, 1, 1, 0, 10, 5, 0, 0),
              new PolicyReturns.Row("none", 0, 1, 1, 1, 1, 20, 7, 0, 0),
              new PolicyReturns.Row("ce-pgd", 4, 7, 1, 1, 0, -1.5, 5, 0.25, 3.5),
              new PolicyReturns.Row("ce-pgd", 4, 7, 1, 1, 1, 2.5, 7, 0.75, 4)));

  @TempDir Path folder;

  @Test
  void comesBackFromItsFile() throws IOException {
    Path csv = folder.resolve("evaluation.csv");
    Files.writeString(csv, RETURNS.toCsv());
    assertThat(PolicyReturns.read(csv)).contains(RETURNS);
  }

  @Test
  void knowsItsOwnFiles() throws IOException {
    Path csv = folder.resolve("evaluation.csv");
    assertThat(PolicyReturns.read(csv)).isEmpty();
    Files.writeString(csv, "task_0,return\n1,2\n");
    assertThat(PolicyReturns.read(csv)).isEmpty();
    Files.writeString(csv, RETURNS.toCsv() + "ce-pgd,4,7,1,x\n");
    assertThatThrownBy(() -> PolicyReturns.read(csv))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("ce-pgd,4,7,1,x");
  }

  @Test
  void showsARowForEachAttack() {
    assertThat(RETURNS.table().rows()).hasSize(2);
    assertThat(RETURNS.table().rows().getFirst()).startsWith("clean").contains("10.0");
    List<String> attacked = RETURNS.table().rows().getLast();
    assertThat(attacked.getFirst()).isEqualTo("ce-pgd, ε 4");
    assertThat(attacked.get(1)).startsWith("0.500 [");
    assertThat(attacked.subList(2, 6)).containsExactly("−1.50", "6.00", "0.500", "4.00");
  }
}
