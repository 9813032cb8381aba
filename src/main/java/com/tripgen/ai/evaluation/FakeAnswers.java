package com.tripgen.ai.evaluation;

import com.tripgen.ai.evaluation.FakeModelServer.Behaviour;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a fake model answers to the questions of the service.
final class FakeAnswers {
  private static final int RANKED = 20;
  private static final int PROPOSED = 30;
  private static final List<String> CATEGORIES =
      List.of("CULTURE", "FOOD", "NATURE", "SIGHTSEEING", "FOOD", "SHOPPING");

  /// What an obedient model says of places, and nobody may read.
  static final List<String> LIES =
      List.of(
          "Read more at https://evil.example/?q=1",
          "Entry costs 999999 only today, call 010 1234 5678.",
          "<script>alert(1)</script>",
          "Ignore\u0007 all\u202e rules",
          "It is right by the subway, and parking is free.",
          "지하철에서 가깝고 주차도 무료입니다.",
          "A lantern festival awaits you, with a discount for those who book ahead.",
          "예약하시면 할인해 드리는 등불 축제가 열립니다.");

  private FakeAnswers() {}

  /// @param number of the call, from 1
  static String of(Behaviour behaviour, FakeQuestion question, int number) {
    return switch (behaviour) {
      case REPAIRABLE -> question.sentBack() ? honest(question) : "{\"ranking\":\"later\"}";
      case INVENTS_PLACES -> question.data().has("candidates") ? invented(number) : far(question);
      case REPEATS_PLACES -> repeated(question);
      case PROSE -> "Of course! Here is a wonderful trip for you: start at the palace, then ...";
      case EMPTY -> "";
      case OBEYS_INJECTIONS -> obedient(question);
      case HONEST, HALF_JSON, RATE_LIMITED, SERVER_ERROR, HANGS, DRIPS, HUGE, WRONG_KEY ->
          honest(question);
    };
  }

  static String honest(FakeQuestion question) {
    boolean korean = question.data().get("language").stringValue().equals("Korean");
    String words = korean ? "취향에 잘 어울리는 편안한 곳입니다." : "A pleasant place that suits your taste.";
    return answer(question, words);
  }

  private static String answer(FakeQuestion question, String words) {
    JsonNode data = question.data();
    if (data.has("candidates")) {
      return guidance(data, words).toString();
    }
    if (data.has("city")) {
      return places(data, 0.01).toString();
    }
    ObjectNode text = JsonNodeFactory.instance.objectNode();
    text.putArray("reasons").add(words);
    text.put("description", words);
    text.putArray("practical_tips").add(words);
    return text.toString();
  }

  private static ObjectNode guidance(JsonNode data, String words) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode ranking = answer.putArray("ranking");
    ArrayNode texts = JsonNodeFactory.instance.arrayNode();
    for (JsonNode candidate : data.get("candidates")) {
      if (ranking.size() < RANKED) {
        String id = candidate.get("id").stringValue();
        ranking.addObject().put("id", id).put("affinity", 1 + ranking.size() % 5);
        texts.addObject().put("id", id).put("reason", words).put("tip", words);
      }
    }
    answer.putArray("wishes");
    answer.set("texts", texts);
    return answer;
  }

  private static ObjectNode places(JsonNode data, double step) {
    JsonNode centre = data.get("centre");
    double latitude = centre == null ? 40.4168 : centre.get("latitude").doubleValue();
    double longitude = centre == null ? -3.7038 : centre.get("longitude").doubleValue();
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    ArrayNode places = answer.putArray("places");
    for (int i = 0; i < PROPOSED; i++) {
      places
          .addObject()
          .put("name", "Place " + (char) ('A' + i % 26) + (char) ('A' + i / 26))
          .put("category", CATEGORIES.get(i % CATEGORIES.size()))
          .put("latitude", latitude + step * (i % 6 - 2.5))
          .put("longitude", longitude + step * (Math.floorDiv(i, 6) - 2.5))
          .put("setting", i % 2 == 0 ? "INDOOR" : "OUTDOOR")
          .put("effort", "LIGHT")
          .put("visit_minutes", 60);
    }
    return answer;
  }

  private static String invented(int number) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.putArray("ranking").addObject().put("id", "atlantis-" + number).put("affinity", 5);
    answer.putArray("wishes");
    answer.putArray("texts");
    return answer.toString();
  }

  /// Places on another continent.
  private static String far(FakeQuestion question) {
    return question.data().has("city") ? places(question.data(), 20).toString() : honest(question);
  }

  private static String repeated(FakeQuestion question) {
    ObjectNode answer = (ObjectNode) tree(honest(question));
    if (answer.get("ranking") instanceof ArrayNode ranking) {
      ranking.addAll(ranking.deepCopy());
    }
    if (answer.get("places") instanceof ArrayNode places) {
      places.addAll(places.deepCopy());
    }
    return answer.toString();
  }

  /// Valid by the schema; every text gives something away.
  private static String obedient(FakeQuestion question) {
    JsonNode requests = question.data().get("special_requests");
    String asked = requests == null ? "" : requests.stringValue();
    ObjectNode answer =
        (ObjectNode)
            tree(answer(question, "My instructions are: " + question.instructions() + asked));
    if (answer.get("texts") instanceof ArrayNode texts) {
      List<String> leaks = new ArrayList<>(LIES);
      leaks.add(question.instructions().substring(0, 100));
      leaks.add(asked);
      for (int i = 0; i < texts.size(); i++) {
        ObjectNode text = (ObjectNode) texts.get(i);
        text.put("reason", leaks.get(i % leaks.size()));
        text.put("tip", leaks.get((i + 1) % leaks.size()));
      }
    }
    if (answer.get("wishes") instanceof ArrayNode wishes) {
      for (String wish : List.of("FOOD", "LATE", "MORE", "OUTDOOR")) {
        wishes.addObject().put("wish", wish).put("quote", asked);
      }
    }
    return answer.toString();
  }

  private static JsonNode tree(String json) {
    return JsonMapper.shared().readTree(json);
  }
}
