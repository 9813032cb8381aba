package com.tripgen.ai.chaos;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/// What is done to a running system, and undone again.
enum Fault {
  KILL("kill -9 of a replica", Conditions.FAULTY) {
    @Override
    void strike(ChaosSite site) throws IOException, InterruptedException {
      int victim = site.anyReplica();
      site.replicas().get(victim).kill();
      Thread.sleep(site.longerThanLease());
      site.replicas().revive(victim);
    }

    @Override
    void awaitMoment(ChaosSite site) throws InterruptedException, SQLException {
      site.awaitBusyReplicas();
    }
  },
  PAUSE("SIGSTOP of a replica past its lease, SIGCONT", Conditions.FAULTY) {
    @Override
    void strike(ChaosSite site) throws IOException, InterruptedException {
      ServeProcess victim = site.replicas().get(site.anyReplica());
      victim.pause();
      Thread.sleep(site.longerThanLease());
      victim.resume();
    }
  },
  ROLLING_RESTART("rolling restart of all replicas", Conditions.FAULTY) {
    @Override
    void strike(ChaosSite site) throws IOException, InterruptedException {
      site.replicas().restartRolling();
    }
  },
  POSTGRES_CRASH("PostgreSQL crashes and comes back", Conditions.FAULTY) {
    @Override
    void strike(ChaosSite site) throws IOException {
      site.postgres().crash();
      site.postgres().startAgain();
    }
  },
  CONNECTIONS_CUT("pg_terminate_backend on all connections", Conditions.FAULTY) {
    @Override
    void strike(ChaosSite site) throws SQLException {
      site.administer(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'"
              .formatted(site.postgres().service().user()));
    }
  },
  LISTEN_SILENT("LISTEN connections go silent", Conditions.WITHOUT_HINTS) {
    @Override
    void strike(ChaosSite site) throws InterruptedException {
      site.hintNetwork().silenceOpenConnections();
      Thread.sleep(WITHOUT_HINTS);
    }
  },
  NOTIFY_BLOCKED("NOTIFY is refused", Conditions.WITHOUT_HINTS) {
    @Override
    void strike(ChaosSite site) throws InterruptedException, SQLException {
      site.administer("REVOKE EXECUTE ON FUNCTION pg_notify(TEXT, TEXT) FROM PUBLIC");
      Thread.sleep(WITHOUT_HINTS);
      site.administer("GRANT EXECUTE ON FUNCTION pg_notify(TEXT, TEXT) TO PUBLIC");
    }
  };

  private static final Duration WITHOUT_HINTS = Duration.ofSeconds(8);

  private final String label;
  private final Conditions conditions;

  Fault(String label, Conditions conditions) {
    this.label = label;
    this.conditions = conditions;
  }

  String label() {
    return label;
  }

  Conditions conditions() {
    return conditions;
  }

  /// Returns when there is something to break.
  void awaitMoment(ChaosSite site) throws InterruptedException, SQLException {}

  /// Returns when the cause is gone; the system may still be recovering.
  abstract void strike(ChaosSite site) throws IOException, InterruptedException, SQLException;
}
