package dev.admiral.experiments.comparison;

/**
 * What a trained model is allowed for a test task, and how it is measured; the same as of AdMRL.
 *
 * @param stages times that samples are collected; the paper's n = 2000, 4000, 6000 are 3 stages
 * @param samples real transitions a stage; a multiple of the family's horizon
 * @param episodes further ones with which a return is measured; they teach nobody
 */
public record SampledAdaptationConfig(int stages, int samples, int episodes) {
  public SampledAdaptationConfig {
    if (stages < 0) {
      throw new IllegalArgumentException("stages must not be negative: " + stages);
    }
    if (samples < 1) {
      throw new IllegalArgumentException("samples must be at least 1, not " + samples);
    }
    if (episodes < 1) {
      throw new IllegalArgumentException("episodes must be at least 1, not " + episodes);
    }
  }

  public static SampledAdaptationConfig defaults() {
    return new SampledAdaptationConfig(3, 2000, 50);
  }
}
