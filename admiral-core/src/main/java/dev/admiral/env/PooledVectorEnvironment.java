package dev.admiral.env;

import dev.admiral.concurrent.Workers;
import dev.admiral.nn.Matrix;
import dev.admiral.random.RandomStream;
import dev.admiral.random.RandomStreams;
import dev.admiral.space.Box;
import dev.admiral.space.Space;
import java.util.ArrayList;
import java.util.List;

/** N {@link Environment}s, stepped on a fixed pool of workers. Stepping an environment allocates nothing; handing a
 * step to several workers allocates a few small objects. */
public final class PooledVectorEnvironment implements VectorEnvironment {
  private final List<? extends Environment> environments;
  private final List<RandomStream> streams;
  private final Workers workers;
  private final StepBatch batch;
  private final double[][] actionScratch;

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
        environments,
        streamsOf(streams, name, environments.size()),
        workers,
        new StepBatch(environments.size(), environments.getFirst().observationSpace()));
  }

  private PooledVectorEnvironment(
      List<? extends Environment> environments,
      List<RandomStream> streams,
      Workers workers,
      StepBatch batch) {
    this.environments = environments;
    this.streams = streams;
    this.workers = workers;
    this.batch = batch;
    this.actionScratch = new double[environments.size()][actionSpace().size()];
  }

  private static List<RandomStream> streamsOf(RandomStreams streams, String name, int count) {
    List<RandomStream> result = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      result.add(streams.stream(name, i));
    }
    return result;
  }

  @Override
  public int size() {
    return environments.size();
  }

  @Override
  public Box observationSpace() {
    return environments.getFirst().observationSpace();
  }

  @Override
  public Space actionSpace() {
    return environments.getFirst().actionSpace();
  }

  @Override
  public StepBatch reset() {
    workers.ranges(
        size(),
        (from, to) -> {
          for (int row = from; row < to; row++) {
            write(
                environments.get(row).reset(streams.get(row)).observation(),
                batch.observations(),
                row);
            batch.set(row, 0, false, false);
          }
        });
    return batch;
  }

  @Override
  public StepBatch step(Matrix actions) {
    workers.run(size(), row -> stepRow(row, actions));
    return batch;
  }

  private void stepRow(int row, Matrix actions) {
    Environment environment = environments.get(row);
    double[] action = actionScratch[row];
    for (int i = 0; i < action.length; i++) {
      action[i] = actions.get(row, i);
    }
    StepResult result = environment.step(action);
    batch.set(row, (float) result.reward(), result.terminated(), result.truncated());
    write(result.observation(), batch.nextObservations(), row);
    if (result.terminated() || result.truncated()) {
      result = environment.reset(streams.get(row));
    }
    write(result.observation(), batch.observations(), row);
  }

  private static void write(double[] observation, Matrix target, int row) {
    float[] values = target.values();
    int offset = target.rowOffset(row);
    for (int i = 0; i < observation.length; i++) {
      values[offset + i] = (float) observation[i];
    }
  }

  @Override
  public List<VectorEnvironment> split(int parts) {
    List<VectorEnvironment> result = new ArrayList<>();
    for (Workers.Range range : Workers.partition(size(), parts)) {
      result.add(
          new PooledVectorEnvironment(
              environments.subList(range.from(), range.to()),
              streams.subList(range.from(), range.to()),
              Workers.SERIAL,
              batch.rows(range.from(), range.to())));
    }
    return result;
  }

  @Override
  public void close() {
    environments.forEach(Environment::close);
  }
}
