package dev.admiral.adgan;

import dev.admiral.learner.Metrics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a step of discriminator and generator saw, before it.
 *
 * @param discriminator what D makes small: −E log D(x) − E log(1 − D(x̃)); 2 log 2 where it cannot tell
 * @param adversarial L_adv
 * @param gan the part of L_GAN that G makes small: E log(1 − D(x̃))
 * @param hinge L_hinge
 * @param length mean ‖G(x)‖₂
 */
record GanLosses(
    double discriminator, double adversarial, double gan, double hinge, double length) {

  GanLosses withDiscriminator(double loss) {
    return new GanLosses(loss, adversarial, gan, hinge, length);
  }

  static GanLosses mean(List<GanLosses> losses) {
    return new GanLosses(
        mean(losses, GanLosses::discriminator),
        mean(losses, GanLosses::adversarial),
        mean(losses, GanLosses::gan),
        mean(losses, GanLosses::hinge),
        mean(losses, GanLosses::length));
  }

  private static double mean(List<GanLosses> losses, ToDoubleFunction<GanLosses> value) {
    return losses.stream().mapToDouble(value).average().orElseThrow();
  }

  void put(Metrics metrics) {
    metrics
        .put("attack/discriminator_loss", discriminator)
        .put("attack/adversarial_loss", adversarial)
        .put("attack/gan_loss", gan)
        .put("attack/hinge_loss", hinge)
        .put("attack/mean_length", length);
  }
}
