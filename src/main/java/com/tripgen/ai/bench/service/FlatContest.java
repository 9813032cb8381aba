package com.tripgen.ai.bench.service;

import java.io.IOException;
import java.sql.SQLException;

/// The lifecycle of jobs in a table that holds many finished ones, against the same in a table of
/// few, each on a PostgreSQL of its own. Who is not measured has nothing to do: each table is
/// cleaned of the jobs of the last measurement right before its own next one, as the disk is the
/// other's too.
final class FlatContest implements Contest {
  private static final int FEW = 10_000;

  private final IdleJobs many;
  private final IdleJobs few;
  private final long lastOfMany;
  private final long lastOfFew;

  FlatContest(BenchSite site, Pace pace, int finished)
      throws IOException, InterruptedException, SQLException {
    this.many = new IdleJobs(site, pace, 1);
    this.few = new IdleJobs(site.another("few"), pace, 1);
    many.fill(finished);
    few.fill(FEW);
    this.lastOfMany = many.table().lastId();
    this.lastOfFew = few.table().lastId();
  }

  @Override
  public double service() throws SQLException, InterruptedException {
    return cleaned(many, lastOfMany).perSecond();
  }

  @Override
  public double limit() throws SQLException, InterruptedException {
    return cleaned(few, lastOfFew).perSecond();
  }

  private static IdleJobs cleaned(IdleJobs jobs, long lastThatStays) throws SQLException {
    jobs.table().shrinkTo(lastThatStays);
    return jobs;
  }

  @Override
  public void close() throws SQLException {
    many.close();
    few.close();
  }
}
