package dev.walkback.executor.outbound.evidence;

import dev.walkback.chassis.Directories;
import dev.walkback.events.ContentDigest;
import dev.walkback.events.execution.EvidenceSummary;
import dev.walkback.events.execution.Execution.RollBackWorkload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bundles of evidence on disk, one directory per step: readable by our own user only, and there
 * either completely, with an index, or not at all.
 */
final class Bundles {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String INDEX = "index.json";
  private static final int LONGEST_NAME = 100;
  private static final FileAttribute<?> OURS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path root;

  Bundles(Path root) {
    this.root = root.toAbsolutePath();
  }

  /** Where the bundle of a step is, or will be. */
  Path locationOf(RollBackWorkload step) {
    return root.resolve(fileName(step.application().namespace()))
        .resolve(fileName(step.application().name()))
        .resolve(fileName(step.rollbackId().value()))
        .resolve(fileName(step.target().workload().shortName().replace('/', '-')))
        .resolve(fileName(step.step()));
  }

  /** The complete bundle that is there already. */
  Optional<EvidenceSummary> find(RollBackWorkload step) {
    Path location = locationOf(step);
    try {
      byte[] index = Files.readAllBytes(location.resolve(INDEX));
      JsonNode json = JSON.readTree(index);
      List<String> items = new ArrayList<>();
      json.path("items").forEach(item -> items.add(item.path("name").asString("")));
      List<String> missing = new ArrayList<>();
      json.path("missing").forEach(reason -> missing.add(reason.asString("")));
      return Optional.of(
          new EvidenceSummary(ContentDigest.of(index), location.toString(), items, missing));
    } catch (IOException | JacksonException e) {
      return Optional.empty();
    }
  }

  /** Writes a bundle; where another one came first, that one stays and is returned. */
  EvidenceSummary write(RollBackWorkload step, Map<String, byte[]> items, List<String> missing)
      throws IOException {
    Path location = locationOf(step);
    Path parent = Files.createDirectories(location.getParent(), OURS);
    Path draft = Files.createTempDirectory(parent, ".draft-", OURS);
    try {
      for (var item : items.entrySet()) {
        writeFile(draft.resolve(item.getKey()), item.getValue());
      }
      byte[] index =
          JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(index(step, items, missing));
      writeFile(draft.resolve(INDEX), index);
      Files.move(draft, location, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Directories.delete(draft);
      return find(step).orElseThrow(() -> e);
    }
    return find(step)
        .orElseThrow(() -> new IOException("Expected the bundle just written at " + location));
  }

  private static ObjectNode index(
      RollBackWorkload step, Map<String, byte[]> items, List<String> missing) {
    ObjectNode index = JSON.createObjectNode();
    index.put("application", step.application().toString());
    index.put("rollbackId", step.rollbackId().value());
    index.put("step", step.step());
    index.put("workload", step.target().workload().shortName());
    index.put("badContent", step.target().from().value());
    ArrayNode list = index.putArray("items");
    items.forEach((name, content) -> {
      ObjectNode item = list.addObject();
      item.put("name", name);
      item.put("sha256", ContentDigest.of(content).value());
      item.put("bytes", content.length);
    });
    missing.forEach(index.putArray("missing")::add);
    return index;
  }

  private static void writeFile(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent(), OURS);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, content);
  }

  /** A name that is one path segment whatever it was; names that differed still do. */
  static String fileName(String text) {
    String safe = text.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_");
    boolean kept = safe.equals(text) && text.length() <= LONGEST_NAME && !text.isEmpty();
    return kept
        ? text
        : safe.substring(0, Math.min(safe.length(), LONGEST_NAME))
            + "-"
            + ContentDigest.of(text).abbreviated();
  }
}
