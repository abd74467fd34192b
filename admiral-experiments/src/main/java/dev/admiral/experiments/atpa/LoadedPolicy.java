package dev.admiral.experiments.atpa;

import dev.admiral.attack.AttackObjective;
import dev.admiral.policy.Policy;
import dev.admiral.rollout.NumberedEpisodes;
import dev.admiral.space.Box;
import dev.admiral.space.Space;

/**
 * A trained policy in memory.
 *
 * @param lowValue what an attack maximises that lowers what the training's critic says
 * @param parameters θ
 * @param observations what it can be shown
 * @param actions what it can do
 * @param episodes by which it is tested
 */
public record LoadedPolicy(
    Policy policy,
    AttackObjective lowValue,
    float[] parameters,
    Box observations,
    Space actions,
    NumberedEpisodes episodes) {}
