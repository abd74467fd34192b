package dev.admiral.checkpoint;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One checkpoint on disk: {@code weights.safetensors} holds the arrays, {@code state.json} the
 * scalars, the version of this layout and the SHA-256 of both, by which damage is found.
 */
final class CheckpointFolder {
  static final String WEIGHTS = "weights.safetensors";
  static final String STATE = "state.json";

  private static final int FORMAT = 1;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Path folder;

  CheckpointFolder(Path folder) {
    this.folder = folder;
  }

  /** Writes a checkpoint into the new folder; when this returns it is on the disk. */
  void write(long step, Checkpoint checkpoint) throws IOException {
    Files.createDirectory(folder);
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("format", FORMAT);
    state.put("step", step);
    state.put("weights-sha256", writeWeights(checkpoint));
    state.put("scalars-sha256", sha256(checkpoint.scalars()));
    state.put("scalars", checkpoint.scalars());
    byte[] json = JSON.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(state);
    try (FileChannel channel = newFile(STATE)) {
      Channels.newOutputStream(channel).write(json);
      channel.force(true);
    }
    force(folder);
  }

  /**
   * Reads a checkpoint and checks that it is the one that was written.
   *
   * @throws CheckpointException if it is not, with what to do about it
   */
  Checkpoint read(long step) {
    try {
      JsonNode state = readState();
      if (state.path("format").asInt(0) != FORMAT) {
        throw new CheckpointException(
            "%s has format %s; this version of Admiral reads format %d"
                .formatted(folder.resolve(STATE), state.path("format"), FORMAT));
      }
      if (state.path("step").asLong(-1) != step) {
        throw damaged(STATE + " is of step " + state.path("step"));
      }
      Map<String, Object> scalars = scalars(state.path("scalars"));
      if (!sha256(scalars).equals(state.path("scalars-sha256").asString(""))) {
        throw damaged("the scalars in " + STATE + " are not those that were written");
      }
      if (!sha256(folder.resolve(WEIGHTS)).equals(state.path("weights-sha256").asString(""))) {
        throw damaged(WEIGHTS + " is not the file that was written");
      }
      Checkpoint checkpoint = new Checkpoint();
      SafeTensors.read(folder.resolve(WEIGHTS)).forEach(checkpoint::putTensor);
      scalars.forEach(checkpoint::putScalar);
      return checkpoint;
    } catch (IOException e) {
      throw damaged("cannot read " + e.getMessage());
    }
  }

  /** Makes sure that the names in a folder are on the disk. */
  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }

  private String writeWeights(Checkpoint checkpoint) throws IOException {
    MessageDigest digest = newDigest();
    try (FileChannel channel = newFile(WEIGHTS);
        OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
      SafeTensors.write(checkpoint.tensors(), out);
      channel.force(true);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private FileChannel newFile(String name) throws IOException {
    return FileChannel.open(
        folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  private JsonNode readState() throws IOException {
    try {
      return JSON.readTree(Files.readAllBytes(folder.resolve(STATE)));
    } catch (JacksonException _) {
      throw damaged(STATE + " is not JSON, or ends too early");
    }
  }

  private Map<String, Object> scalars(JsonNode node) {
    Map<String, Object> scalars = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : node.properties()) {
      JsonNode value = property.getValue();
      if (value.isIntegralNumber() && value.canConvertToLong()) {
        scalars.put(property.getKey(), value.longValue());
      } else if (value.isBoolean()) {
        scalars.put(property.getKey(), value.booleanValue());
      } else if (value.isString()) {
        scalars.put(property.getKey(), value.stringValue());
      } else {
        throw damaged("scalar %s in %s is %s".formatted(property.getKey(), STATE, value));
      }
    }
    return scalars;
  }

  private CheckpointException damaged(String reason) {
    return new CheckpointException(
        "checkpoint %s is damaged: %s; delete that folder to resume from the one before"
            .formatted(folder, reason));
  }

  private static String sha256(Map<String, Object> scalars) {
    byte[] json = JSON.writeValueAsString(scalars).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(newDigest().digest(json));
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = newDigest();
    try (InputStream in =
        new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
