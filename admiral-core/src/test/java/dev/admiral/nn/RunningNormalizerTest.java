package dev.admiral.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.admiral.checkpoint.Checkpoint;
import dev.admiral.random.RandomStream;
import org.junit.jupiter.api.Test;

class RunningNormalizerTest {
  private static final int SIZE = 4;

  /// Columns of very different means and spreads; the last one is constant.
  private static Matrix data(int rows, long seed) {
    RandomStream random = RandomStream.of(seed);
    Matrix data = Matrix.zeros(rows, SIZE);
    for (int r = 0; r < rows; r++) {
      data.set(r, 0, (float) random.nextGaussian());
      data.set(r, 1, (float) (1000 + random.nextGaussian()));
      data.set(r, 2, (float) (-5 + 1e-3 * random.nextGaussian()));
      data.set(r, 3, 2.5f);
    }
    return data;
  }

  private static double[] momentsOf(Matrix data, int column) {
    double mean = 0;
    for (int r = 0; r < data.rows(); r++) {
      mean += (double) data.get(r, column) / data.rows();
    }
    double variance = 0;
    for (int r = 0; r < data.rows(); r++) {
      variance += Math.pow(data.get(r, column) - mean, 2) / data.rows();
    }
    return new double[] {mean, Math.sqrt(variance)};
  }

  @Test
  void mergedBatchesEqualOneBigBatch() {
    Matrix all = data(1000, 1);
    RunningNormalizer merged = new RunningNormalizer(SIZE);
    int[] cuts = {0, 1, 1, 2, 10, 500, 999, 1000};
    for (int i = 1; i < cuts.length; i++) {
      merged.update(all.rows(cuts[i - 1], cuts[i]));
    }
    assertThat(merged.count()).isEqualTo(1000);
    for (int j = 0; j < SIZE; j++) {
      double[] expected = momentsOf(all, j);
      double std = Math.max(expected[1], RunningNormalizer.MINIMUM_STD);
      assertThat((double) merged.mean()[j])
          .isCloseTo(expected[0], within(1e-6 * Math.max(1, Math.abs(expected[0]))));
      assertThat(merged.std()[j] / std).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void normalizeSubtractsTheMeanAndDividesByTheSpread() {
    Matrix all = data(2000, 2);
    RunningNormalizer normalizer = new RunningNormalizer(SIZE);
    normalizer.update(all);
    // Wider matrices than needed: the columns beyond are not touched.
    float[] wide = new float[1 + 2000 * 7];
    java.util.Arrays.fill(wide, 9f);
    Matrix out = new Matrix(wide, 1, 2000, 5, 7);
    normalizer.normalize(all, out);
    for (int j = 0; j < 2; j++) {
      double[] moments = momentsOf(out, j);
      assertThat(moments[0]).isCloseTo(0, within(2e-4));
      assertThat(moments[1]).isCloseTo(1, within(1e-4));
    }
    double expected = (all.get(17, 1) - momentsOf(all, 1)[0]) / momentsOf(all, 1)[1];
    assertThat((double) out.get(17, 1)).isCloseTo(expected, within(2e-4));
    for (int r = 0; r < 2000; r++) {
      assertThat(out.get(r, 4)).isEqualTo(9f);
    }
  }

  @Test
  void aConstantColumnIsDividedByTheFloor() {
    RunningNormalizer normalizer = new RunningNormalizer(SIZE);
    normalizer.update(data(100, 3));
    assertThat(normalizer.std()[3]).isEqualTo((float) RunningNormalizer.MINIMUM_STD);
    Matrix x = data(1, 4);
    normalizer.normalize(x, x);
    assertThat(x.get(0, 3)).isZero();
  }

  @Test
  void isTheIdentityBeforeTheFirstUpdate() {
    RunningNormalizer normalizer = new RunningNormalizer(SIZE);
    normalizer.update(Matrix.zeros(0, SIZE));
    Matrix x = data(5, 5);
    Matrix out = Matrix.zeros(5, SIZE);
    normalizer.normalize(x, out);
    assertThat(out.values()).isEqualTo(x.values());
  }

  @Test
  void aRestoredNormalizerGoesOnToTheSameBits() {
    RunningNormalizer normalizer = new RunningNormalizer(SIZE);
    normalizer.update(data(33, 6));
    Checkpoint checkpoint = new Checkpoint();
    normalizer.save(checkpoint);
    RunningNormalizer restored = new RunningNormalizer(SIZE);
    restored.update(data(5, 7));
    restored.restore(checkpoint);
    assertThat(restored.mean()).isEqualTo(normalizer.mean());
    assertThat(restored.std()).isEqualTo(normalizer.std());
    assertThat(restored.count()).isEqualTo(33);
    normalizer.update(data(10, 8));
    restored.update(data(10, 8));
    assertThat(restored.mean()).isEqualTo(normalizer.mean());
    assertThat(restored.std()).isEqualTo(normalizer.std());
  }

  @Test
  void nanIsNotHidden() {
    RunningNormalizer normalizer = new RunningNormalizer(1);
    Matrix x = Matrix.of(new float[] {1, Float.NaN, 2}, 1);
    normalizer.update(x);
    normalizer.normalize(x, x);
    assertThat(x.values()).containsOnly(Float.NaN);
  }
}
