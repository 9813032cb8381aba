package com.tripgen.ai.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

class ConnectionCountTest {
  private static final SocketAddress ONE = new InetSocketAddress("192.0.2.1", 1_000);
  private static final SocketAddress ONE_AGAIN = new InetSocketAddress("192.0.2.1", 1_001);
  private static final SocketAddress TWO = new InetSocketAddress("192.0.2.2", 1_000);
  private static final SocketAddress THREE = new InetSocketAddress("192.0.2.3", 1_000);

  private final ConnectionCount count = new ConnectionCount(new ConnectionLimits(3, 2));

  @Test
  void an_address_has_its_share_whatever_the_port() {
    assertThat(count.take(ONE)).isTrue();
    assertThat(count.take(ONE_AGAIN)).isTrue();
    assertThat(count.take(ONE)).isFalse();
    assertThat(count.take(ONE)).isFalse();
    assertThat(count.take(TWO)).isTrue();

    count.release(ONE_AGAIN);

    assertThat(count.take(ONE)).isTrue();
    assertThat(count.total()).isEqualTo(3);
  }

  @Test
  void all_addresses_together_have_as_many_as_the_server_holds() {
    assertThat(count.take(ONE)).isTrue();
    assertThat(count.take(ONE)).isTrue();
    assertThat(count.take(TWO)).isTrue();
    assertThat(count.take(THREE)).isFalse();

    count.release(TWO);

    assertThat(count.take(THREE)).isTrue();
  }

  @Test
  void whoever_is_gone_before_its_address_was_known_counts_in_all() {
    for (int i = 0; i < 3; i++) {
      assertThat(count.take(null)).isTrue();
    }
    assertThat(count.take(null)).isFalse();

    count.release(null);

    assertThat(count.take(ONE)).isTrue();
  }
}
