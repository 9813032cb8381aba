package com.tripgen.ai.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The gRPC service config that clients are given: which calls are repeated by the channel, and
/// that replicas which report NOT_SERVING are left out.
public final class ServiceConfig {
  private static final String RESOURCE = "/proto/tripgen/ai/v1/service_config.json";

  private ServiceConfig() {}

  /// In the form that channels of grpc-java take.
  public static Map<String, ?> published() {
    try (InputStream text =
        Objects.requireNonNull(ServiceConfig.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return object(JsonMapper.shared().readTree(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> object(JsonNode node) {
    Map<String, Object> fields = new LinkedHashMap<>();
    node.properties().forEach(field -> fields.put(field.getKey(), value(field.getValue())));
    return fields;
  }

  /// Every number is a double there.
  private static Object value(JsonNode node) {
    if (node.isObject()) {
      return object(node);
    }
    if (node.isArray()) {
      return node.values().stream().map(ServiceConfig::value).toList();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    return node.isNumber() ? node.doubleValue() : node.stringValue();
  }
}
