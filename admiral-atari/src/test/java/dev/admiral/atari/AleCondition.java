package dev.admiral.atari;

import dev.admiral.asset.AssetException;
import dev.admiral.atari.ale.AleGame;
import dev.admiral.atari.assets.Roms;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What {@link RequiresAle} stands for. */
final class AleCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try {
      Path rom = Roms.ofEnvironment().rom("boxing", System.err::println);
      new AleGame("boxing", rom).close();
      return ConditionEvaluationResult.enabled("ALE " + AleGame.VERSION);
    } catch (AssetException e) {
      if (Boolean.parseBoolean(System.getenv("ADMIRAL_REQUIRE_NATIVE"))) {
        throw e;
      }
      return ConditionEvaluationResult.disabled(e.getMessage());
    }
  }
}
