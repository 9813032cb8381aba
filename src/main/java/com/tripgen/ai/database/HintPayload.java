package com.tripgen.ai.database;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a notification carries: keys, one a line, or the token of a probe.
sealed interface HintPayload {
  /// PostgreSQL takes payloads below 8,000 bytes.
  int MOST_BYTES = 7_900;

  record Keys(Set<String> keys) implements HintPayload {}

  record Probe(String token) implements HintPayload {}

  record Unknown() implements HintPayload {}

  static HintPayload parse(String text) {
    if (text.startsWith("k")) {
      return new Keys(new LinkedHashSet<>(text.substring(1).lines().toList()));
    }
    return text.startsWith("p") ? new Probe(text.substring(1)) : new Unknown();
  }

  static String probe(String token) {
    return "p" + token;
  }

  /// As few payloads as hold all keys.
  static List<String> join(Collection<String> keys) {
    List<String> payloads = new ArrayList<>();
    StringBuilder payload = new StringBuilder();
    int bytes = 0;
    for (String key : keys) {
      int length = key.getBytes(StandardCharsets.UTF_8).length + 1;
      if (!payload.isEmpty() && bytes + length > MOST_BYTES) {
        payloads.add(payload.toString());
        payload.setLength(0);
        bytes = 0;
      }
      payload.append(payload.isEmpty() ? 'k' : '\n').append(key);
      bytes += length;
    }
    if (!payload.isEmpty()) {
      payloads.add(payload.toString());
    }
    return payloads;
  }

  static void requireKey(String key) {
    if (key.isEmpty() || key.length() > 200 || key.lines().count() != 1) {
      throw new IllegalArgumentException("a hint's key is one line of 1 to 200 characters");
    }
  }
}
