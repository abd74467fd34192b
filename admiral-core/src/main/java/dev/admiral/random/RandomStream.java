package dev.admiral.random;

import org.apache.commons.rng.RestorableUniformRandomProvider;
import org.apache.commons.rng.core.RandomProviderDefaultState;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * One sequence of random numbers whose position can be stored and restored, so that a resumed run
 * draws what an uninterrupted one would have drawn. Not thread-safe: each worker or environment has
 * its own stream.
 */
public final class RandomStream {
  private final RestorableUniformRandomProvider provider;
  private final ContinuousSampler gaussian;

  private RandomStream(RestorableUniformRandomProvider provider) {
    this.provider = provider;
    this.gaussian = ZigguratSampler.NormalizedGaussian.of(provider);
  }

  /** A stream of its own, not registered anywhere. Equal seeds give equal streams. */
  public static RandomStream of(long seed) {
    return new RandomStream(RandomSource.XO_RO_SHI_RO_128_PP.create(seed));
  }

  /** Uniform on [0, 1). */
  public double nextDouble() {
    return provider.nextDouble();
  }

  /** Uniform on [low, high). */
  public double nextDouble(double low, double high) {
    return low + provider.nextDouble() * (high - low);
  }

  /** Uniform on 0, …, {@code bound − 1}. */
  public int nextInt(int bound) {
    return provider.nextInt(bound);
  }

  public long nextLong() {
    return provider.nextLong();
  }

  /** Standard normal. */
  public double nextGaussian() {
    return gaussian.sample();
  }

  /** The position of this stream, for {@link #restore}. */
  public byte[] state() {
    return ((RandomProviderDefaultState) provider.saveState()).getState();
  }

  /** Continues where {@link #state} was taken. */
  public void restore(byte[] state) {
    provider.restoreState(new RandomProviderDefaultState(state));
  }
}
