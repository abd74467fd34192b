package dev.admiral.atari;

import dev.admiral.asset.AssetException;
import dev.admiral.atari.preprocessing.Game;
import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.env.StepBatch;
import dev.admiral.env.VectorEnvironment;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import dev.admiral.space.Discrete;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * N games of one kind, stepped on a fixed pool of workers. Observations and actions are those of {@link
 * AtariEnvironment}; they are kept as bytes, and become numbers only in the batch.
 *
 * <p>Where lives are episodes, a row that loses one goes on in the same game. The episodes that a batch calls {@linkplain
 * StepBatch#episodeCompleted completed} are whole games all the same, and their returns the games' own scores; their
 * lengths count the steps that the preprocessing takes by itself (FIRE at an episode's start, a no-op after a lost
 * life).
 */
public final class AtariVectorEnvironment implements VectorEnvironment {
  private final List<AtariRow> rows;
  private final Workers workers;
  private final StepBatch batch;
  private final Box observationSpace;
  private final Discrete actionSpace;

  /**
   * Loads a game N times.
   *
   * @param game one of {@link AtariGames#ids}
   * @param size N, at least 1
   * @param streams where row i finds its stream, as {@code streams.stream(name, i)}
   * @param name the name of the streams
   * @param workers who steps; shared, not closed with this object
   * @throws IllegalArgumentException if there is no such game, or its screen is smaller than what is to be observed
   * @throws AssetException if its ROM cannot be had, or ALE does not run on this platform
   */
  public AtariVectorEnvironment(
      String game,
      int size,
      AtariConfig config,
      RandomStreams streams,
      String name,
      Workers workers) {
    this(() -> AtariGames.open(game), size, config, streams, name, workers);
  }

  AtariVectorEnvironment(
      Supplier<? extends Game> games,
      int size,
      AtariConfig config,
      RandomStreams streams,
      String name,
      Workers workers) {
    this(
        rows(games, size, config, streams, name),
        workers,
        AtariEnvironment.observationSpace(config));
  }

  private AtariVectorEnvironment(List<AtariRow> rows, Workers workers, Box observationSpace) {
    this(rows, workers, observationSpace, new StepBatch(rows.size(), observationSpace));
  }

  private AtariVectorEnvironment(
      List<AtariRow> rows, Workers workers, Box observationSpace, StepBatch batch) {
    this.rows = rows;
    this.workers = workers;
    this.batch = batch;
    this.observationSpace = observationSpace;
    this.actionSpace = new Discrete(rows.getFirst().player().game().actions());
  }

  private static List<AtariRow> rows(
      Supplier<? extends Game> games,
      int size,
      AtariConfig config,
      RandomStreams streams,
      String name) {
    if (size < 1) {
      throw new IllegalArgumentException("there must be at least 1 game, not " + size);
    }
    List<AtariRow> rows = new ArrayList<>();
    try {
      for (int i = 0; i < size; i++) {
        rows.add(new AtariRow(AtariPlayer.of(games.get(), config), streams.stream(name, i)));
      }
      return rows;
    } catch (RuntimeException e) {
      close(rows);
      throw e;
    }
  }

  private static void close(List<AtariRow> rows) {
    rows.forEach(row -> row.player().close());
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public Box observationSpace() {
    return observationSpace;
  }

  @Override
  public Discrete actionSpace() {
    return actionSpace;
  }

  @Override
  public boolean observesBytes() {
    return true;
  }

  /** {@inheritDoc} Every row begins a new game, even where lives are episodes. */
  @Override
  public StepBatch reset() {
    workers.run(size(), row -> rows.get(row).reset(batch, row));
    return batch;
  }

  @Override
  public StepBatch step(Matrix actions) {
    workers.run(size(), row -> rows.get(row).step(actions.get(row, 0), batch, row));
    return batch;
  }

  @Override
  public List<VectorEnvironment> split(int parts) {
    List<VectorEnvironment> result = new ArrayList<>();
    for (Workers.Range range : Workers.partition(size(), parts)) {
      result.add(
          new AtariVectorEnvironment(
              rows.subList(range.from(), range.to()),
              Workers.SERIAL,
              observationSpace,
              batch.rows(range.from(), range.to())));
    }
    return result;
  }

  /** {@inheritDoc} A row is stored as the actions since its game began, and the random numbers that it began with. */
  @Override
  public void save(Checkpoint checkpoint) {
    for (int row = 0; row < size(); row++) {
      rows.get(row).save(checkpoint.scope("row-" + row));
    }
  }

  /**
   * {@inheritDoc} The games are played again from their beginnings, which takes as long as it took then: some ten
   * seconds for a row whose game is about to be truncated. ALE's own states would be there at once, but without the
   * picture tube: in Yars' Revenge the next frame differs.
   */
  @Override
  public StepBatch restore(Checkpoint checkpoint) {
    workers.run(size(), row -> rows.get(row).restore(checkpoint.scope("row-" + row), batch, row));
    return batch;
  }

  @Override
  public void close() {
    close(rows);
  }
}
