package dev.admiral.torch;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What {@link RequiresTorch} stands for. */
final class TorchCondition implements ExecutionCondition {

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    try {
      TorchDevice.CPU.require();
      return ConditionEvaluationResult.enabled("libtorch");
    } catch (TorchException e) {
      if (Boolean.parseBoolean(System.getenv("ADMIRAL_REQUIRE_NATIVE"))) {
        throw e;
      }
      return ConditionEvaluationResult.disabled(e.getMessage());
    }
  }
}
