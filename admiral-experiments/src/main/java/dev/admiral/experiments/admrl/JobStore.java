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
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
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
  private record Document(long step, String settings, JobResult result) {}

  /** What the job measured the last time, if it would measure the same again. */
  Optional<JobResult> find(AdaptationJob job) {
    try {
      Document document = JSON.readValue(Files.readString(file(job)), Document.class);
      return document.step() == job.step() && document.settings().equals(hash(job))
          ? Optional.of(document.result())
          : Optional.empty();
    } catch (IOException | JacksonException _) {
      return Optional.empty(); // not there, or damaged: it is measured again
    }
  }

  /** Keeps what a job measured. */
  void save(AdaptationJob job, JobResult result) {
    AtomicFile.write(
        file(job), JSON.writeValueAsString(new Document(job.step(), hash(job), result)) + "\n");
  }

  private Path file(AdaptationJob job) {
    return folder.resolve("task-%03d-seed-%d.json".formatted(job.index(), job.seed()));
  }

  private String hash(AdaptationJob job) {
    try {
      byte[] text =
          "%s\n%s\n%d\n%s"
              .formatted(
                  dependencies, job.environment(), job.trainingSeed(), Arrays.toString(job.task()))
              .getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }
}
