package com.tripgen.ai.bench.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/// Queued jobs that do nothing, from their claim to their stored end, against db-scheduler's tasks
/// on the same PostgreSQL. Both find all of them queued.
final class LifecycleContest implements Contest {
  private final IdleJobs service;
  private final ChildJvm peer;
  private final Connection connection;

  LifecycleContest(BenchSite site, Pace pace, FetchLimits limits)
      throws IOException, InterruptedException, SQLException {
    this.service = new IdleJobs(site, pace, 1);
    this.connection = site.connectAsOwner();
    try (Statement statement = connection.createStatement()) {
      statement.execute(DbSchedulerPeer.TABLE);
    }
    this.peer = site.peer(DbSchedulerPeer.class, limits.arguments(), libraries());
    var _ = peer.await(DbSchedulerPeer.READY);
  }

  /// Beside the packaged build; a class path that has them all needs none.
  private static List<Path> libraries() {
    try {
      Path code =
          Path.of(
              LifecycleContest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path folder = code.resolveSibling("bench-lib");
      if (!Files.isDirectory(folder)) {
        return List.of();
      }
      try (Stream<Path> jars = Files.list(folder)) {
        return jars.toList();
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public double service() throws SQLException, InterruptedException {
    return service.perSecond();
  }

  @Override
  public double limit() throws IOException, SQLException, InterruptedException {
    int jobs = service.jobs();
    peer.tell(Integer.toString(jobs));
    var _ = peer.await(DbSchedulerPeer.COUNTING);
    try (PreparedStatement insert = connection.prepareStatement(DbSchedulerPeer.INSERT)) {
      insert.setInt(1, jobs);
      insert.executeUpdate();
    }
    return jobs / Double.parseDouble(peer.await(DbSchedulerPeer.SECONDS));
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    peer.close();
    service.close();
  }
}
