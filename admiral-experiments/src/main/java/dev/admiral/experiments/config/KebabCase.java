package dev.admiral.experiments.config;

import java.util.Locale;

/** Java's names as they are written in YAML: {@code batchSize} and {@code BATCH_SIZE} as {@code batch-size}. */
final class KebabCase {
  private KebabCase() {}

  static String ofComponent(String camelCase) {
    return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  static String ofConstant(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
