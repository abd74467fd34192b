package dev.admiral.experiments.admrl;

import dev.admiral.experiments.config.Yaml;
import dev.admiral.experiments.file.AtomicFile;
import dev.admiral.experiments.run.Versions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The finished jobs of an evaluation, a file each, so that one that was interrupted goes on where it
 * was. A file also holds what its numbers depend on; it is replaced when that has changed.
 */
final class JobStore {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  private final Path folder;
  private final String dependencies;

  /**
   * @param folder made when there is something to keep
   */
  JobStore(Path folder, AdMrlSettings settings) {
    this.folder = folder;
    EvaluationConfig evaluation = settings.evaluation();
    this.dependencies =
        String.join(
            "\n",
            Versions.ADMIRAL,
            Yaml.write(Yaml.tree(settings.family())),
            Yaml.write(Yaml.tree(settings.training())),
            Yaml.write(Yaml.tree(evaluation.adaptation())),
            Yaml.write(Yaml.tree(evaluation.optimum())));
  }

  /** A file. */
  private record Document<R>(long step, String settings, R result) {}

  /** What the job measured the last time, if it would measure the same again. */
  <R> Optional<R> find(KeptJob<R> job) {
    try {
      JavaType type =
          JSON.getTypeFactory().constructParametricType(Document.class, job.resultType());
      Document<R> document = JSON.readValue(Files.readString(file(job)), type);
      return document.step() == job.context().step() && document.settings().equals(hash(job))
          ? Optional.of(document.result())
          : Optional.empty();
    } catch (IOException | JacksonException _) {
      return Optional.empty(); // not there, or damaged: it is measured again
    }
  }

  /** Keeps what a job measured. */
  <R> void save(KeptJob<R> job, R result) {
    AtomicFile.write(
        file(job),
        JSON.writeValueAsString(new Document<>(job.context().step(), hash(job), result)) + "\n");
  }

  private Path file(KeptJob<?> job) {
    return folder.resolve(job.name() + ".json");
  }

  private String hash(KeptJob<?> job) {
    try {
      byte[] text =
          "%s\n%s\n%d\n%s"
              .formatted(
                  dependencies,
                  job.context().environment(),
                  job.context().trainingSeed(),
                  job.inputs())
              .getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
