package dev.admiral.env;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.ArrayList;
import java.util.List;

/** N {@link Environment}s, stepped on a fixed pool of workers. Stepping an environment allocates nothing once its
 * longest episode is over; handing a step to several workers allocates a few small objects. */
public final class PooledVectorEnvironment implements VectorEnvironment {
  private final List<PooledRow> rows;
  private final Workers workers;
  private final StepBatch batch;

  /**
   * @param environments the rows, all with equal spaces; closed with this object
   * @param streams where row i finds its stream, as {@code streams.stream(name, i)}
   * @param name the name of the streams
   * @param workers who steps; shared, not closed with this object
   */
  public PooledVectorEnvironment(
      List<? extends Environment> environments,
      RandomStreams streams,
      String name,
      Workers workers) {
    this(
        rowsOf(environments, streams, name),
        workers,
        new StepBatch(environments.size(), environments.getFirst().observationSpace()));
  }

  private PooledVectorEnvironment(List<PooledRow> rows, Workers workers, StepBatch batch) {
    this.rows = rows;
    this.workers = workers;
    this.batch = batch;
  }

  private static List<PooledRow> rowsOf(
      List<? extends Environment> environments, RandomStreams streams, String name) {
    List<PooledRow> rows = new ArrayList<>();
    for (int i = 0; i < environments.size(); i++) {
      rows.add(new PooledRow(environments.get(i), streams.stream(name, i)));
    }
    return rows;
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public Box observationSpace() {
    return rows.getFirst().environment().observationSpace();
  }

  @Override
  public Space actionSpace() {
    return rows.getFirst().environment().actionSpace();
  }

  @Override
  public StepBatch reset() {
    workers.ranges(
        size(),
        (from, to) -> {
          for (int row = from; row < to; row++) {
            rows.get(row).reset(batch, row);
          }
        });
    return batch;
  }

  @Override
  public StepBatch step(Matrix actions) {
    workers.run(size(), row -> rows.get(row).step(actions, batch, row));
    return batch;
  }

  @Override
  public List<VectorEnvironment> split(int parts) {
    List<VectorEnvironment> result = new ArrayList<>();
    for (Workers.Range range : Workers.partition(size(), parts)) {
      result.add(
          new PooledVectorEnvironment(
              rows.subList(range.from(), range.to()),
              Workers.SERIAL,
              batch.rows(range.from(), range.to())));
    }
    return result;
  }

  /** {@inheritDoc} An episode is stored as its actions and the random numbers that it began with. */
  @Override
  public void save(Checkpoint checkpoint) {
    for (int row = 0; row < size(); row++) {
      rows.get(row).save(checkpoint.scope("row-" + row));
    }
  }

  /** {@inheritDoc} The actions are taken again, so every environment that is deterministic can be restored. */
  @Override
  public StepBatch restore(Checkpoint checkpoint) {
    workers.run(size(), row -> rows.get(row).restore(checkpoint.scope("row-" + row), batch, row));
    return batch;
  }

  @Override
  public void close() {
    rows.forEach(row -> row.environment().close());
  }
}
