package com.tripgen.ai.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HintPayloadTest {
  @Test
  void keys_come_back_from_as_many_payloads_as_they_need() {
    Set<String> keys =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "key-서울-" + i)
            .collect(Collectors.toCollection(LinkedHashSet::new));

    List<String> payloads = HintPayload.join(keys);

    assertThat(payloads)
        .hasSizeBetween(2, 4)
        .allSatisfy(
            payload ->
                assertThat(payload.getBytes(StandardCharsets.UTF_8).length)
                    .isLessThanOrEqualTo(HintPayload.MOST_BYTES));
    assertThat(payloads)
        .flatMap(payload -> ((HintPayload.Keys) HintPayload.parse(payload)).keys())
        .containsExactlyElementsOf(keys);
  }

  @Test
  void what_others_say_on_the_channel_is_no_hint() {
    assertThat(HintPayload.parse("")).isInstanceOf(HintPayload.Unknown.class);
    assertThat(HintPayload.parse("hello")).isInstanceOf(HintPayload.Unknown.class);
    assertThat(HintPayload.parse(HintPayload.probe("t"))).isEqualTo(new HintPayload.Probe("t"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two\nlines"})
  void a_key_is_one_line(String key) {
    assertThatThrownBy(() -> HintPayload.requireKey(key))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
