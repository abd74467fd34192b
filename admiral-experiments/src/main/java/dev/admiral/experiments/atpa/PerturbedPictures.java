package dev.admiral.experiments.atpa;

import java.util.List;

/**
 * Pictures of one policy under attack.
 *
 * @param pictures in the order in which they were drawn
 */
record PerturbedPictures(List<PerturbedPicture> pictures) {}
