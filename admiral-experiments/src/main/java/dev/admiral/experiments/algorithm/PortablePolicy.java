package dev.admiral.experiments.algorithm;

import dev.admiral.nn.ClippedNormalization;
import dev.admiral.policy.Policy;
import java.util.Optional;

/**
 * A trained policy with all that another program needs to act as it does.
 *
 * @param description which of a training's policies it is, such as {@code the meta-policy, not adapted}
 * @param parameters θ, shape {@code [policy.parameterLength()]}
 * @param before what happened to observations before the policy saw them
 */
public record PortablePolicy(
    String description, Policy policy, float[] parameters, Optional<ClippedNormalization> before) {}
