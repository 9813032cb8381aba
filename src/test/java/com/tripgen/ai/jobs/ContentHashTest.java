package com.tripgen.ai.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class ContentHashTest {
  private static final NewJob.Options OPTIONS =
      new NewJob.Options(
          "r-1",
          2,
          Instant.parse("2026-11-01T08:00:00Z"),
          3,
          Duration.ofMinutes(5),
          "caller",
          Map.of("team", "blue", "env", "test"));
  private static final NewJob JOB = generation("{\"a\": 1, \"b\": [1, 2]}", OPTIONS);

  @Test
  void it_is_the_sha_256_of_the_document_with_sorted_fields() {
    // echo -n '{"a":{"x":null,"y":[2,1]},"b":1}' | sha256sum
    assertThat(hash("{\"b\": 1, \"a\": {\"y\": [2, 1], \"x\": null}}"))
        .isEqualTo("6f5fa05819f86157f9b4bde2072131af0923211d5a7a1afe196ff99ecf36f307");
  }

  @Test
  void the_order_of_fields_does_not_matter_and_that_of_items_does() {
    assertThat(hash("[{\"a\": 1, \"b\": 2}]")).isEqualTo(hash("[{\"b\":2,\"a\":1}]"));
    assertThat(hash("[1, 2]")).isNotEqualTo(hash("[2, 1]"));
  }

  @Test
  void equal_submissions_have_equal_hashes() {
    assertThat(ContentHash.of(generation("{ \"b\":[1,2], \"a\":1 }", OPTIONS)))
        .isEqualTo(ContentHash.of(JOB));
  }

  @ParameterizedTest
  @MethodSource
  void everything_that_a_caller_chooses_is_content(NewJob other) {
    assertThat(ContentHash.of(other)).isNotEqualTo(ContentHash.of(JOB));
  }

  static Stream<NewJob> everything_that_a_caller_chooses_is_content() {
    String payload = JOB.payload();
    return Stream.of(
        new NewJob(JobType.SCHEDULE_REGENERATION, payload, null, OPTIONS),
        generation("{\"a\": 1, \"b\": [2, 1]}", OPTIONS),
        generation(payload, with(3, OPTIONS.runTime(), 3, 5, "caller", OPTIONS.labels())),
        generation(payload, with(2, null, 3, 5, "caller", OPTIONS.labels())),
        generation(payload, with(2, OPTIONS.runTime(), 4, 5, "caller", OPTIONS.labels())),
        generation(payload, with(2, OPTIONS.runTime(), 3, 6, "caller", OPTIONS.labels())),
        generation(payload, with(2, OPTIONS.runTime(), 3, 5, "another", OPTIONS.labels())),
        generation(payload, with(2, OPTIONS.runTime(), 3, 5, "caller", Map.of("team", "blue"))));
  }

  private static NewJob.Options with(
      int priority,
      @Nullable Instant runTime,
      int maxAttempts,
      int timeoutMinutes,
      String fairnessKey,
      Map<String, String> labels) {
    return new NewJob.Options(
        "r-1",
        priority,
        runTime,
        maxAttempts,
        Duration.ofMinutes(timeoutMinutes),
        fairnessKey,
        labels);
  }

  private static NewJob generation(String payload, NewJob.Options options) {
    return new NewJob(JobType.SCHEDULE_GENERATION, payload, null, options);
  }

  private static String hash(String json) {
    return ContentHash.of(JsonMapper.shared().readTree(json));
  }
}
