package dev.admiral.asset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A Python wheel: a zip file that lists the SHA-256 and size of each of its entries in {@code
 * RECORD}. What is extracted has been compared with that list.
 *
 * <p>Source: the Python packaging specification, "Binary distribution format".
 */
public final class Wheel implements AutoCloseable {

  /** One line of {@code RECORD}. */
  private record Entry(String hash, long size) {}

  private final Path file;
  private final ZipFile zip;
  private final Map<String, Entry> record;

  /**
   * Opens a wheel and reads its record.
   *
   * @throws AssetException if the file is no whole wheel
   */
  public Wheel(Path file) {
    this.file = file;
    try {
      this.zip = new ZipFile(file.toFile());
    } catch (IOException e) {
      throw new AssetException(
          "the wheel " + file.getFileName() + " is damaged or cut short: " + e.getMessage(), e);
    }
    try {
      this.record = readRecord();
    } catch (IOException | RuntimeException e) {
      close();
      throw new AssetException(
          "the wheel " + file.getFileName() + " has no readable RECORD: " + e.getMessage(), e);
    }
  }

  private Map<String, Entry> readRecord() throws IOException {
    ZipEntry entry =
        zip.stream()
            .filter(e -> e.getName().endsWith(".dist-info/RECORD"))
            .findFirst()
            .orElseThrow(() -> new IOException("there is none"));
    Map<String, Entry> lines = new HashMap<>();
    String text;
    try (InputStream in = zip.getInputStream(entry)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    for (String line : text.lines().toList()) {
      // path,sha256=hash,size; RECORD itself has neither. A path with a comma is quoted.
      int sizeComma = line.lastIndexOf(',');
      int hashComma = line.lastIndexOf(",sha256=", sizeComma);
      if (hashComma > 0 && sizeComma > hashComma) {
        String path = line.substring(0, hashComma);
        String hash = line.substring(hashComma + ",sha256=".length(), sizeComma);
        lines.put(path, new Entry(hash, Long.parseLong(line.substring(sizeComma + 1))));
      }
    }
    return lines;
  }

  /** The paths of the entries that {@code wanted} accepts, sorted. */
  public List<String> entries(Predicate<String> wanted) {
    List<String> names = new ArrayList<>();
    for (String name : record.keySet()) {
      if (wanted.test(name)) {
        names.add(name);
      }
    }
    names.sort(null);
    return names;
  }

  /**
   * Writes one entry to a file, safely on disk when this returns.
   *
   * @throws AssetException if the wheel lacks it, or it is not what the record says
   */
  public void extract(String name, Path target) throws IOException {
    Entry expected = record.get(name);
    ZipEntry entry = zip.getEntry(name);
    if (expected == null || entry == null) {
      throw new AssetException("the wheel " + file.getFileName() + " lacks " + name);
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readAllBytes();
    } catch (IOException e) {
      throw new AssetException(
          name + " in the wheel " + file.getFileName() + " is damaged: " + e.getMessage(), e);
    }
    if (bytes.length != expected.size() || !sha256(bytes).equals(expected.hash())) {
      throw new AssetException(
          name + " in the wheel " + file.getFileName() + " is not what its RECORD says");
    }
    Files.createDirectories(target.toAbsolutePath().getParent());
    try (FileChannel out =
        FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      out.force(true);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new AssetException("cannot close the wheel " + file.getFileName(), e);
    }
  }
}
