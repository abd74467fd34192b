/**
 * What stands between a game and its player, a small piece each, in the order of OpenAI baselines' PPO2 ({@code
 * common/atari_wrappers.py}, commit ea25b9e). The pieces know a game only as the interface {@link
 * dev.admiral.atari.preprocessing.Game}, and work on bytes.
 *
 * <p>A player's move passes, from the outside in, {@link dev.admiral.atari.preprocessing.FireStart}, {@link
 * dev.admiral.atari.preprocessing.EpisodicLife}, {@link dev.admiral.atari.preprocessing.Scorekeeper}, {@link
 * dev.admiral.atari.preprocessing.FrameSkip} and {@link dev.admiral.atari.preprocessing.Screens}; what it sees comes
 * back from there by {@link dev.admiral.atari.preprocessing.AreaResize} and {@link
 * dev.admiral.atari.preprocessing.FrameStack}.
 *
 * <p>It differs from baselines where those err, which changes no number that a learner uses but for the first:
 *
 * <ul>
 *   <li>Two frames are merged after they are turned into gray, as Gymnasium does it, and not before: the maximum of
 *       two gray levels, not the gray level of the channels' maxima. The gray levels are ALE's own.
 *   <li>When an episode ends within the skipped frames, its last observation merges the last two frames played, where
 *       baselines and Gymnasium merge what is left in their buffers.
 *   <li>The no-op after a lost life, and the presses of FIRE at an episode's start, may end the game. Then a new one
 *       begins, and it is its screen that is shown.
 * </ul>
 *
 * <p>A game is cut off after 108,000 frames, half an hour at 60 a second, no-ops included, as in ale-py and Gymnasium;
 * gym's NoFrameskip-v4, in which baselines trains, cuts after 400,000. It is told as a truncation: {@link
 * dev.admiral.atari.AtariConfig#maximumFrames}.
 */
@NullMarked
package dev.admiral.atari.preprocessing;

import org.jspecify.annotations.NullMarked;
