package dev.admiral.torch;

/// A convolutional network in plain loops and double precision, written from the packed order's definition
/// alone: the tests' oracle.
final class NaiveCnn {
  private final ConvolutionalArchitecture sizes;

  /// How far the last forward's ReLUs were from their kinks.
  private double margin;

  NaiveCnn(ConvolutionalArchitecture sizes) {
    this.sizes = sizes;
  }

  double margin() {
    return margin;
  }

  /// One image, `[height, width, channel]`.
  double[] forward(double[] theta, double[] image) {
    margin = Double.POSITIVE_INFINITY;
    double[] x = new double[image.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = (image[i] - sizes.scale().origin()) * sizes.scale().factor();
    }
    int height = sizes.height();
    int width = sizes.width();
    int channels = sizes.channels();
    int at = 0;
    for (Convolution c : sizes.convolutions()) {
      int k = c.kernel();
      int outHeight = (height - k) / c.stride() + 1;
      int outWidth = (width - k) / c.stride() + 1;
      int bias = at + k * k * channels * c.filters();
      double[] y = new double[outHeight * outWidth * c.filters()];
      for (int i = 0; i < outHeight; i++) {
        for (int j = 0; j < outWidth; j++) {
          for (int f = 0; f < c.filters(); f++) {
            double sum = theta[bias + f];
            for (int ky = 0; ky < k; ky++) {
              for (int kx = 0; kx < k; kx++) {
                for (int in = 0; in < channels; in++) {
                  int row = i * c.stride() + ky;
                  int column = j * c.stride() + kx;
                  int weight = ((ky * k + kx) * channels + in) * c.filters() + f;
                  sum += theta[at + weight] * x[(row * width + column) * channels + in];
                }
              }
            }
            y[(i * outWidth + j) * c.filters() + f] = relu(sum);
          }
        }
      }
      x = y;
      height = outHeight;
      width = outWidth;
      channels = c.filters();
      at = bias + c.filters();
    }
    for (int layer = 0; layer <= sizes.hidden().size(); layer++) {
      boolean last = layer == sizes.hidden().size();
      int out = last ? sizes.outputSize() : sizes.hidden().get(layer);
      double[] y = new double[out];
      for (int o = 0; o < out; o++) {
        double sum = theta[at + x.length * out + o];
        for (int i = 0; i < x.length; i++) {
          sum += x[i] * theta[at + i * out + o];
        }
        y[o] = last ? sum : relu(sum);
      }
      at += (x.length + 1) * out;
      x = y;
    }
    return x;
  }

  private double relu(double z) {
    margin = Math.min(margin, Math.abs(z));
    return Math.max(z, 0);
  }
}
