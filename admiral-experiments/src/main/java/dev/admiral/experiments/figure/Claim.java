package dev.admiral.experiments.figure;

/**
 * What the paper says about a method.
 *
 * @param method the method that it is about
 * @param sentence the claim
 */
record Claim(String method, String sentence) {
  static final String ADMRL = "admrl";
}
