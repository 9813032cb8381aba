package com.tripgen.ai.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.models.ModelEndpoint.Vendor;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WarmUpTest {
  @ParameterizedTest
  @EnumSource(Vendor.class)
  void a_protocol_is_spoken_from_question_to_answer(Vendor vendor) throws Exception {
    try (var connections = BoundedHttp.connections(Duration.ofSeconds(5))) {
      assertThat(WarmUp.of(vendor, connections))
          .isEqualTo(new ModelReply.Answer("{}", new Usage(1, 1)));
    }
  }
}
