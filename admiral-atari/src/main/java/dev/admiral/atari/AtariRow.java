package dev.admiral.atari;

import dev.admiral.atari.preprocessing.Outcome;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.checkpoint.CheckpointException;
import dev.admiral.env.StepBatch;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import java.util.Arrays;

/**
 * One row of an {@link AtariVectorEnvironment}: a game, its random stream, and the actions since the game began, from
 * which it can be played again.
 */
final class AtariRow {
  private final AtariPlayer player;
  private final RandomStream random;

  /** Where {@link #random} stood when the game began. */
  private byte[] beginning = {};

  /** The learner's actions since then, and room for more. */
  private byte[] actions = new byte[1024];

  private int length;

  AtariRow(AtariPlayer player, RandomStream random) {
    this.player = player;
    this.random = random;
  }

  AtariPlayer player() {
    return player;
  }

  void reset(StepBatch batch, int row) {
    forgetPast();
    player.newGame(random);
    player.score().clear();
    batch.set(row, 0, false, false);
    write(batch.observations(), row);
  }

  private void forgetPast() {
    beginning = random.state();
    length = 0;
  }

  void step(float action, StepBatch batch, int row) {
    Outcome outcome = player.step(action);
    remember((byte) action);
    batch.set(row, outcome.reward(), outcome.terminated(), outcome.truncated());
    write(batch.nextObservations(), row);
    if (outcome.isEnd()) {
      if (player.score().hasCompleted()) { // Else a life is lost, and the game goes on.
        forgetPast();
      }
      player.nextEpisode(random);
      write(batch.observations(), row);
    } else {
      batch.observations().copyRow(row, batch.nextObservations(), row);
    }
    // Even beginning an episode may have completed a game.
    if (player.score().hasCompleted()) {
      batch.completeEpisode(row, player.score().completedScore(), player.score().completedSteps());
      player.score().clear();
    }
  }

  private void remember(byte action) {
    if (length == actions.length) {
      actions = Arrays.copyOf(actions, 2 * length);
    }
    actions[length] = action;
    length++;
  }

  void save(Checkpoint checkpoint) {
    checkpoint.put("game", player.game().id());
    checkpoint.put("beginning", beginning);
    checkpoint.put("actions", Arrays.copyOf(actions, length));
  }

  /**
   * Plays the game again up to where {@link #save} was called.
   *
   * @throws CheckpointException if it was another game
   */
  void restore(Checkpoint checkpoint, StepBatch batch, int row) {
    String stored = checkpoint.text("game");
    if (!stored.equals(player.game().id())) {
      throw new CheckpointException(
          "the checkpoint is of the game %s, not of %s".formatted(stored, player.game().id()));
    }
    beginning = checkpoint.bytes("beginning").clone();
    length = 0;
    RandomStream past = RandomStream.of(0);
    past.restore(beginning);
    player.newGame(past);
    for (byte action : checkpoint.bytes("actions")) {
      remember(action);
      if (player.step(action).isEnd()) {
        player.nextEpisode(past);
      }
    }
    player.score().clear();
    batch.set(row, 0, false, false);
    write(batch.observations(), row);
  }

  private void write(Matrix observations, int row) {
    player.stack().write(observations.values(), observations.rowOffset(row));
  }
}
