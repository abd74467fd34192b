package dev.admiral.experiments.doctor;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param subject such as {@code MuJoCo library}
 * @param found what is there, in a few words
 * @param remedy what to do; empty if nothing is wrong
 */
public record Finding(String subject, String found, Optional<String> remedy) {

  static Finding good(String subject, String found) {
    return new Finding(subject, found, Optional.empty());
  }
}
