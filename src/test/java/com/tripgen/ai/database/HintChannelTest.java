package com.tripgen.ai.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.chaos.TcpProxy;
import com.tripgen.ai.chaos.TcpProxy.Mode;
import com.tripgen.ai.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HintChannelTest {
  private static final HintSettings QUICK =
      new HintSettings(
          "test_hints",
          Duration.ofMillis(200),
          Duration.ofSeconds(2),
          Duration.ofMillis(10),
          Duration.ofMillis(100));

  private final TestDatabase database = TestDatabase.create();

  @AfterEach
  void close() {
    database.close();
  }

  /// What a listener heard.
  private static final class Ear implements HintListener {
    private final BlockingQueue<Set<String>> hints = new LinkedBlockingQueue<>();
    private final Semaphore missing = new Semaphore(0);

    @Override
    public void hinted(Set<String> keys) {
      hints.add(keys);
    }

    @Override
    public void hintsMayBeMissing() {
      missing.release();
    }

    Set<String> heard(int count) throws InterruptedException {
      Set<String> keys = new HashSet<>();
      while (keys.size() < count) {
        Set<String> more = hints.poll(20, TimeUnit.SECONDS);
        assertThat(more).as("hints after %s", keys).isNotNull();
        keys.addAll(more);
      }
      return keys;
    }

    void awaitMissing() throws InterruptedException {
      assertThat(missing.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void a_hint_reaches_every_process() throws Exception {
    Ear mine = new Ear();
    Ear other = new Ear();
    try (HintChannel sender = listening(database.service(), mine);
        HintChannel receiver = listening(database.service(), other)) {
      sender.publish("job-1");
      sender.publish(List.of("job-2", "job-3"));

      assertThat(other.heard(3)).containsExactlyInAnyOrder("job-1", "job-2", "job-3");
      assertThat(mine.heard(3)).containsExactlyInAnyOrder("job-1", "job-2", "job-3");
      assertThat(receiver.isListening()).isTrue();
      assertThat(sender.droppedKeys()).isZero();
    }
  }

  @Test
  void keys_that_wait_for_a_send_go_together_and_once() throws Exception {
    Ear ear = new Ear();
    try (TcpProxy network = TcpProxy.to(database.service());
        HintChannel receiver = listening(database.service(), ear);
        HintChannel sender = HintChannel.open(network.through(database.service()), QUICK)) {
      sender.publish("first");
      ear.heard(1);

      network.set(Mode.HOLD);
      for (int i = 0; i < 500; i++) {
        sender.publish("job-" + i % 10);
      }
      network.set(Mode.PASS);

      assertThat(ear.heard(10)).hasSize(10);
      assertThat(receiver.receivedNotifications()).isLessThanOrEqualTo(1 + 2);
    }
  }

  @Test
  void many_keys_are_split_and_all_arrive() throws Exception {
    Ear ear = new Ear();
    try (HintChannel channel = listening(database.service(), ear)) {
      Set<String> keys =
          IntStream.range(0, 2_000)
              .mapToObj(i -> "00000000-0000-0000-0000-" + i)
              .collect(Collectors.toSet());

      channel.publish(keys);

      assertThat(ear.heard(keys.size())).isEqualTo(keys);
    }
  }

  @Test
  void sessions_that_are_ended_are_replaced_and_the_gap_is_told() throws Exception {
    Ear ear = new Ear();
    try (HintChannel channel = listening(database.service(), ear)) {
      channel.publish("before");
      ear.heard(1);

      endSessions();
      ear.awaitMissing();
      // The sender notices its dead session by losing what it sends first.
      while (channel.droppedKeys() == 0) {
        channel.publish("lost");
        Thread.onSpinWait();
      }
      channel.publish("after");

      assertThat(ear.heard(1)).isNotEmpty();
      assertThat(channel.connects()).isEqualTo(2);
    }
  }

  @Test
  void a_peer_that_vanished_without_a_word_is_noticed() throws Exception {
    Ear ear = new Ear();
    try (TcpProxy network = TcpProxy.to(database.service());
        HintChannel channel = listening(network.through(database.service()), ear)) {
      network.silenceOpenConnections();
      ear.awaitMissing();

      channel.publish("after");

      assertThat(ear.heard(1)).contains("after");
      assertThat(channel.connects()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void a_database_that_is_away_fails_nobody() throws Exception {
    DatabaseAccess nowhere = DatabaseAccess.of("jdbc:postgresql://127.0.0.1:1/x", "a", "b");
    try (HintChannel channel = HintChannel.open(nowhere, QUICK)) {
      channel.publish("lost");
      while (channel.droppedKeys() == 0) {
        Thread.onSpinWait();
      }

      assertThat(channel.isListening()).isFalse();
      assertThat(channel.connects()).isZero();
    }
  }

  @Test
  void a_listener_that_fails_spoils_nothing() throws Exception {
    Ear ear = new Ear();
    try (HintChannel channel = HintChannel.open(database.service(), QUICK)) {
      var _ =
          channel.subscribe(
              new HintListener() {
                @Override
                public void hinted(Set<String> keys) {
                  throw new IllegalStateException("hinted");
                }

                @Override
                public void hintsMayBeMissing() {
                  throw new IllegalStateException("missing");
                }
              });
      Runnable end = channel.subscribe(ear);
      ear.awaitMissing();
      channel.publish("one");
      assertThat(ear.heard(1)).containsExactly("one");

      end.run();
      Ear later = new Ear();
      var _ = channel.subscribe(later);
      channel.publish("two");
      assertThat(later.heard(1)).containsExactly("two");
      assertThat(ear.hints).isEmpty();
    }
  }

  @Test
  void behind_a_pooler_hints_are_sent_and_none_are_heard() throws Exception {
    DatabaseAccess service = database.service();
    DatabaseAccess pooled =
        new DatabaseAccess(service.jdbcUrl(), service.user(), service.password(), null, true);
    Ear direct = new Ear();
    try (HintChannel sender = HintChannel.open(pooled, QUICK);
        HintChannel _ = listening(service, direct)) {
      sender.publish("job-1");

      assertThat(direct.heard(1)).containsExactly("job-1");
      assertThat(sender.isListening()).isFalse();
    }
  }

  @Test
  void what_waits_is_sent_before_closing() throws Exception {
    Ear ear = new Ear();
    try (HintChannel _ = listening(database.service(), ear)) {
      try (HintChannel leaving = HintChannel.open(database.service(), QUICK)) {
        leaving.publish("farewell");
      }
      assertThat(ear.heard(1)).containsExactly("farewell");
    }
  }

  private static HintChannel listening(DatabaseAccess access, Ear ear) throws InterruptedException {
    HintChannel channel = HintChannel.open(access, QUICK);
    var _ = channel.subscribe(ear);
    ear.awaitMissing();
    return channel;
  }

  private void endSessions() throws SQLException {
    try (Connection administrator = TestDatabase.connect(database.administrator())) {
      Scripts.run(
          administrator,
          """
          SELECT pg_terminate_backend(pid)
          FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()
          """);
    }
  }
}
