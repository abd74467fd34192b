package dev.admiral.policy;

/// Textbook formulas of the distributions for one row, in double precision: the oracle of {@link
/// Distribution}.
sealed interface ClosedForm {

  static ClosedForm of(Distribution distribution) {
    return switch (distribution) {
      case DiagonalGaussian g -> new Gaussian();
      case SquashedGaussian g -> new Squashed();
      case Categorical c -> new Softmax();
    };
  }

  double logProbability(double[] outputs, double[] free, double[] action);

  double entropy(double[] outputs, double[] free);

  double kl(double[] p, double[] pFree, double[] q, double[] qFree);

  /// Products of N(µᵢ, exp(ρᵢ)²).
  record Gaussian() implements ClosedForm {
    @Override
    public double logProbability(double[] outputs, double[] free, double[] action) {
      double density = 0;
      for (int i = 0; i < outputs.length; i++) {
        double std = Math.exp(free[i]);
        double z = (action[i] - outputs[i]) / std;
        density += Math.log(Math.exp(-z * z / 2) / (std * Math.sqrt(2 * Math.PI)));
      }
      return density;
    }

    @Override
    public double entropy(double[] outputs, double[] free) {
      double entropy = 0;
      for (double rho : free) {
        entropy += 0.5 * Math.log(2 * Math.PI * Math.E * Math.pow(Math.exp(rho), 2));
      }
      return entropy;
    }

    @Override
    public double kl(double[] p, double[] pFree, double[] q, double[] qFree) {
      double kl = 0;
      for (int i = 0; i < p.length; i++) {
        double pStd = Math.exp(pFree[i]);
        double qStd = Math.exp(qFree[i]);
        kl +=
            Math.log(qStd / pStd)
                + (pStd * pStd + Math.pow(p[i] - q[i], 2)) / (2 * qStd * qStd)
                - 0.5;
      }
      return kl;
    }
  }

  /// tanh of products of N(µᵢ, exp(ρᵢ)²), ρ the second half of the outputs.
  record Squashed() implements ClosedForm {
    private static double rho(double[] outputs, int i) {
      return Math.min(2, Math.max(-20, outputs[outputs.length / 2 + i]));
    }

    /// The density of u by that of a, p(a) = p(u)/(1 − a²).
    private static double logDensity(double mean, double std, double u) {
      double z = (u - mean) / std;
      double slope = 1 / Math.pow(Math.cosh(u), 2);
      return -z * z / 2 - Math.log(std * Math.sqrt(2 * Math.PI)) - Math.log(slope);
    }

    @Override
    public double logProbability(double[] outputs, double[] free, double[] action) {
      double sum = 0;
      for (int i = 0; i < action.length; i++) {
        double u = 0.5 * Math.log((1 + action[i]) / (1 - action[i]));
        sum += logDensity(outputs[i], Math.exp(rho(outputs, i)), u);
      }
      return sum;
    }

    /// −∫ p(u) log p(a(u)) du by Simpson's rule.
    @Override
    public double entropy(double[] outputs, double[] free) {
      int intervals = 4000;
      double entropy = 0;
      for (int i = 0; i < outputs.length / 2; i++) {
        double mean = outputs[i];
        double std = Math.exp(rho(outputs, i));
        double step = 20 * std / intervals;
        for (int k = 0; k <= intervals; k++) {
          double u = mean - 10 * std + k * step;
          double z = (u - mean) / std;
          double density = Math.exp(-z * z / 2) / (std * Math.sqrt(2 * Math.PI));
          double weight = k == 0 || k == intervals ? 1 : k % 2 == 1 ? 4 : 2;
          entropy -= weight * step / 3 * density * logDensity(mean, std, u);
        }
      }
      return entropy;
    }

    @Override
    public double kl(double[] p, double[] pFree, double[] q, double[] qFree) {
      double kl = 0;
      for (int i = 0; i < p.length / 2; i++) {
        double pStd = Math.exp(rho(p, i));
        double qStd = Math.exp(rho(q, i));
        kl +=
            Math.log(qStd / pStd)
                + (pStd * pStd + Math.pow(p[i] - q[i], 2)) / (2 * qStd * qStd)
                - 0.5;
      }
      return kl;
    }
  }

  /// pᵢ = exp(zᵢ)/Σ exp(zⱼ), without the tricks that large logits need.
  record Softmax() implements ClosedForm {
    static double[] probabilities(double[] outputs) {
      double sum = 0;
      for (double z : outputs) {
        sum += Math.exp(z);
      }
      double[] p = new double[outputs.length];
      for (int i = 0; i < p.length; i++) {
        p[i] = Math.exp(outputs[i]) / sum;
      }
      return p;
    }

    @Override
    public double logProbability(double[] outputs, double[] free, double[] action) {
      return Math.log(probabilities(outputs)[(int) action[0]]);
    }

    @Override
    public double entropy(double[] outputs, double[] free) {
      double entropy = 0;
      for (double p : probabilities(outputs)) {
        entropy -= p * Math.log(p);
      }
      return entropy;
    }

    @Override
    public double kl(double[] p, double[] pFree, double[] q, double[] qFree) {
      double[] a = probabilities(p);
      double[] b = probabilities(q);
      double kl = 0;
      for (int i = 0; i < a.length; i++) {
        kl += a[i] * Math.log(a[i] / b[i]);
      }
      return kl;
    }
  }
}
