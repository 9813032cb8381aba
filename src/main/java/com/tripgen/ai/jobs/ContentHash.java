package com.tripgen.ai.jobs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Lower-case hex SHA-256 of a JSON document, the same whatever the order of its fields.
public final class ContentHash {
  private static final JsonMapper JSON = JsonMapper.shared();

  private ContentHash() {}

  public static String of(JsonNode document) {
    return of(JSON.writeValueAsBytes(sorted(document)));
  }

  /// Of a document that is encoded the same whenever it is the same.
  public static String of(byte[] canonical) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static String of(NewJob job) {
    NewJob.Options options = job.options();
    ObjectNode content = JsonNodeFactory.instance.objectNode();
    content.put("job_type", job.type().name());
    content.set("payload", JSON.readTree(job.payload().getBytes(StandardCharsets.UTF_8)));
    content.put("priority", options.priority());
    content.put("run_time", options.runTime() == null ? null : options.runTime().toString());
    content.put("max_attempts", options.maxAttempts());
    content.put("attempt_timeout_millis", options.attemptTimeout().toMillis());
    content.put("fairness_key", options.fairnessKey());
    content.set("labels", JSON.valueToTree(options.labels()));
    return of(content);
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      var fields = new TreeMap<String, JsonNode>();
      object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
      ObjectNode sorted = JsonNodeFactory.instance.objectNode();
      fields.forEach(sorted::set);
      return sorted;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
      array.forEach(item -> sorted.add(sorted(item)));
      return sorted;
    }
    return node;
  }
}
