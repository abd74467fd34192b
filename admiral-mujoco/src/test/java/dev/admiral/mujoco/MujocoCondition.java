package dev.admiral.mujoco;

import dev.admiral.asset.AssetException;
import dev.admiral.mujoco.assets.NativeAssets;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What {@link RequiresMujoco} stands for. */
final class MujocoCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    NativeAssets assets = NativeAssets.ofEnvironment();
    try {
      assets.models(System.err::println);
      return ConditionEvaluationResult.enabled("MuJoCo " + assets.library(System.err::println));
    } catch (AssetException e) {
      if (Boolean.parseBoolean(System.getenv("ADMIRAL_REQUIRE_NATIVE"))) {
        throw e;
      }
      return ConditionEvaluationResult.disabled(e.getMessage());
    }
  }
}
