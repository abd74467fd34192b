package dev.admiral.asset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small wheels for tests. */
public final class WheelFixture {
  private final Map<String, byte[]> entries = new TreeMap<>();
  private final Map<String, byte[]> recorded = new TreeMap<>();

  /** Adds an entry and its line in RECORD. */
  public WheelFixture with(String name, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    entries.put(name, bytes);
    recorded.put(name, bytes);
    return this;
  }

  /** Changes what an entry holds, but not its line in RECORD. */
  public WheelFixture tamper(String name, String content) {
    entries.put(name, content.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Takes an entry out, but not its line in RECORD. */
  public WheelFixture lose(String name) {
    entries.remove(name);
    return this;
  }

  public Path write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      StringBuilder record = new StringBuilder();
      for (Map.Entry<String, byte[]> line : recorded.entrySet()) {
        record.append(line.getKey()).append(",sha256=").append(hash(line.getValue()));
        record.append(',').append(line.getValue().length).append('\n');
      }
      record.append("thing-1.dist-info/RECORD,,\n");
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
      zip.putNextEntry(new ZipEntry("thing-1.dist-info/RECORD"));
      zip.write(record.toString().getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static String hash(byte[] bytes) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
