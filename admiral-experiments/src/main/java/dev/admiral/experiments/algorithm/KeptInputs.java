package dev.admiral.experiments.algorithm;

import dev.admiral.experiments.run.Versions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells what is kept on the disk from what would come out now. */
public final class KeptInputs {
  private KeptInputs() {}

  /** Another one for other inputs, and for another version of Admiral. */
  public static String hash(String inputs) {
    try {
      byte[] text = (Versions.ADMIRAL + "\n" + inputs).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
