package dev.admiral.experiments.atpa;

import dev.admiral.policy.ActorCritic;
import dev.admiral.policy.Policy;
import dev.admiral.rollout.NumberedEpisodes;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.Optional;

/**
 * A trained policy in memory.
 *
 * @param critic the policy with its value function; empty where there is none of observations
 * @param parameters θ
 * @param observations what it can be shown
 * @param actions what it can do
 * @param episodes by which it is tested
 */
public record LoadedPolicy(
    Policy policy,
    Optional<ActorCritic> critic,
    float[] parameters,
    Box observations,
    Space actions,
    NumberedEpisodes episodes) {}
