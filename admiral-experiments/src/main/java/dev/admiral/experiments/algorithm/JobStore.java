package dev.admiral.experiments.algorithm;

import dev.admiral.experiments.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The finished jobs of evaluations, a file each, so that one that was interrupted goes on where it was. A
 * file also holds what its numbers depend on; it is replaced when that has changed.
 */
final class JobStore {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private JobStore() {}

  /** A file. */
  private record Document<R>(String inputs, R result) {}

  /** What the job measured the last time, if it would measure the same again. */
  static <R> Optional<R> find(KeptJob<R> job) {
    try {
      JavaType type =
          JSON.getTypeFactory().constructParametricType(Document.class, job.resultType());
      Document<R> document = JSON.readValue(Files.readString(file(job)), type);
      return document.inputs().equals(hash(job))
          ? Optional.of(document.result())
          : Optional.empty();
    } catch (IOException | JacksonException _) {
      return Optional.empty(); // not there, or damaged: it is measured again
    }
  }

  /** Keeps what a job measured. */
  static <R> void save(KeptJob<R> job, R result) {
    AtomicFile.write(file(job), JSON.writeValueAsString(new Document<>(hash(job), result)) + "\n");
  }

  private static Path file(KeptJob<?> job) {
    return Path.of(job.results()).resolve(job.name() + ".json");
  }

  private static String hash(KeptJob<?> job) {
    return KeptInputs.hash(job.inputs());
  }
}
