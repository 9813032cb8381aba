package com.tripgen.ai.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Status;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.ErrorReason;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Status PLAIN = Status.getDefaultInstance();

  @ParameterizedTest
  @CsvSource({"1,1000", "2,2000", "3,4000", "6,32000", "7,60000", "20,60000", "2147483647,60000"})
  void the_bound_doubles_with_each_attempt_up_to_the_longest(int attempt, long bound) {
    assertThat(new RetryPolicy(FIRST, LONGEST, new Highest()).delayMillis(attempt, PLAIN))
        .isEqualTo(bound);
  }

  @Test
  void the_delay_is_anywhere_between_nothing_and_the_bound() {
    RetryPolicy policy = new RetryPolicy(FIRST, LONGEST, new Random(7));

    long[] delays = LongStream.range(0, 1000).map(i -> policy.delayMillis(3, PLAIN)).toArray();

    assertThat(LongStream.of(delays)).allMatch(delay -> delay >= 0 && delay <= 4000);
    assertThat(LongStream.of(delays).min().orElseThrow()).isLessThan(100);
    assertThat(LongStream.of(delays).max().orElseThrow()).isGreaterThan(3900);
    assertThat(LongStream.of(delays).average().orElseThrow()).isBetween(1800.0, 2200.0);
  }

  @Test
  void what_the_failure_asks_for_is_the_least() {
    Status asking =
        ServiceException.retryable(
                ErrorReason.ERROR_REASON_PROVIDER_RATE_LIMITED, "slow down", Duration.ofMinutes(3))
            .status();

    assertThat(new RetryPolicy(FIRST, LONGEST, new Random(7)).delayMillis(1, asking))
        .isEqualTo(Duration.ofMinutes(3).toMillis());
  }

  @Test
  void a_short_wish_does_not_shorten_the_delay() {
    Status asking =
        ServiceException.retryable(
                ErrorReason.ERROR_REASON_PROVIDER_RATE_LIMITED, "slow down", Duration.ofMillis(1))
            .status();

    assertThat(new RetryPolicy(FIRST, LONGEST, new Highest()).delayMillis(1, asking))
        .isEqualTo(1000);
  }

  /// Always draws the highest number allowed.
  private static final class Highest implements RandomGenerator {
    @Override
    public long nextLong() {
      return Long.MAX_VALUE;
    }

    @Override
    public long nextLong(long bound) {
      return bound - 1;
    }
  }
}
