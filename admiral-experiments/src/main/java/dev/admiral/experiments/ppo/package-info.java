/** PPO and adversarial training with it, as the command line knows them: settings, environments and networks. */
@NullMarked
package dev.admiral.experiments.ppo;

import org.jspecify.annotations.NullMarked;
