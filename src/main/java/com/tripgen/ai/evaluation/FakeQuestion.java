package com.tripgen.ai.evaluation;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A question as a provider reads it from either protocol.
///
/// @param instructions the system prompt
/// @param data the first message of the user
/// @param sentBack whether an answer before broke a rule
/// @param key by which the provider knows who asks
record FakeQuestion(String instructions, JsonNode data, boolean sentBack, String key) {

  static FakeQuestion of(JsonNode request, String key) {
    List<JsonNode> users =
        request.get("messages").values().stream()
            .filter(message -> message.get("role").stringValue().equals("user"))
            .toList();
    JsonNode system =
        request.has("system")
            ? request.get("system")
            : request.get("messages").get(0).get("content");
    return new FakeQuestion(
        text(system),
        JsonMapper.shared().readTree(text(users.getFirst().get("content"))),
        users.size() > 1,
        key);
  }

  /// Plain in one protocol, in blocks in the other.
  private static String text(JsonNode content) {
    return content.isArray() ? content.get(0).get("text").stringValue() : content.stringValue();
  }
}
