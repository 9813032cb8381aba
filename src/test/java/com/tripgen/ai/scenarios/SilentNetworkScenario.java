package com.tripgen.ai.scenarios;

import static com.tripgen.ai.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.chaos.TcpProxy;
import com.tripgen.ai.chaos.TcpProxy.Mode;
import com.tripgen.ai.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The network between a replica and the database fails without a word: no connection is closed,
/// nothing arrives.
@Timeout(180)
class SilentNetworkScenario {
  private static final int CALLERS = 4;

  private TestDatabase database;
  private TcpProxy network;

  @BeforeEach
  void start() throws Exception {
    database = TestDatabase.create();
    network = TcpProxy.to(database.service());
  }

  @AfterEach
  void stop() throws Exception {
    network.close();
    database.close();
  }

  @Test
  void connections_that_a_firewall_forgot_are_given_up_and_replaced() throws Exception {
    try (Replica first = Replica.start(network.through(database.service()));
        Replica second = Replica.start(network.through(database.service()));
        Callers callers = Callers.start(CALLERS, first, second)) {
      callers.awaitEnds(CALLERS);
      network.silenceOpenConnections();
      callers.awaitEnds(CALLERS);
      callers.finish();

      callers.assertNothingLost(database.owner());
    }
  }

  @Test
  void a_replica_that_is_cut_off_for_longer_than_its_lease_writes_nothing_afterwards()
      throws Exception {
    try (Replica apart = Replica.start(network.through(database.service()));
        Replica other = Replica.start(database.service());
        Callers callers = Callers.start(CALLERS, apart, other)) {
      callers.awaitEnds(CALLERS);
      Set<UUID> workers = workers();
      assertThat(workers).hasSize(2);
      network.set(Mode.HOLD);
      // The other replica has taken over what this one ran.
      eventually(() -> assertThat(intersection(workers, workers())).hasSize(1));
      network.set(Mode.PASS);

      callers.awaitEnds(2 * CALLERS);
      callers.finish();
      callers.assertNothingLost(database.owner());
    }
  }

  private Set<UUID> workers() throws SQLException {
    Set<UUID> workers = new HashSet<>();
    try (Connection connection = database.connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT id FROM ai_schema.ai_workers")) {
      while (rows.next()) {
        workers.add(rows.getObject(1, UUID.class));
      }
    }
    return workers;
  }

  private static Set<UUID> intersection(Set<UUID> one, Set<UUID> other) {
    Set<UUID> both = new HashSet<>(one);
    both.retainAll(other);
    return both;
  }
}
