package com.tripgen.ai.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LostConnectionTest {
  @Test
  void whoever_says_unavailable_means_it() {
    assertThat(LostConnection.isMeantBy(Status.UNAVAILABLE)).isTrue();
    assertThat(LostConnection.isMeantBy(Status.UNAVAILABLE.withDescription("draining"))).isTrue();
  }

  @Test
  void of_what_is_unknown_only_a_closed_channel_does() {
    assertThat(LostConnection.isMeantBy(Status.UNKNOWN.withDescription("channel closed"))).isTrue();
    assertThat(LostConnection.isMeantBy(Status.UNKNOWN)).isFalse();
    assertThat(LostConnection.isMeantBy(Status.UNKNOWN.withDescription("a bug"))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"UNAVAILABLE", "UNKNOWN"})
  void no_other_code_does(Status.Code code) {
    assertThat(LostConnection.isMeantBy(code.toStatus().withDescription("channel closed")))
        .isFalse();
  }
}
