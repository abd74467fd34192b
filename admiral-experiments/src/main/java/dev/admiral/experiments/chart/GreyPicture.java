package dev.admiral.experiments.chart;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A picture in shades of grey.
 *
 * @param columns how many pixels a row has, at least 1
 * @param greys of the pixels, in [0, 255], row by row from the top
 */
public record GreyPicture(int columns, List<Integer> greys) {

  /** Copies and checks that the rows are full. */
  public GreyPicture {
    greys = List.copyOf(greys);
    if (columns < 1 || greys.isEmpty() || greys.size() % columns != 0) {
      throw new IllegalArgumentException(
          "%d pixels do not make rows of %d".formatted(greys.size(), columns));
    }
    for (int grey : greys) {
      if (grey < 0 || grey > 255) {
        throw new IllegalArgumentException("a grey is between 0 and 255, not " + grey);
      }
    }
  }

  int rows() {
    return greys.size() / columns;
  }

  /** In sRGB; Java's grey images have another scale of brightness. */
  BufferedImage image() {
    BufferedImage image = new BufferedImage(columns, rows(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < greys.size(); i++) {
      image.setRGB(i % columns, i / columns, 0x010101 * greys.get(i));
    }
    return image;
  }

  byte[] png() {
    return PngRenderer.encode(image());
  }
}
