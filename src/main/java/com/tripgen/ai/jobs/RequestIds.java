package com.tripgen.ai.jobs;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;

/// Ids for jobs that come without one: UUIDs of version 7, which sort by the time they were made.
///
/// Every change of a job is entered where its id belongs in the index of all ids. Those of the jobs
/// of one hour stand beside each other and stay in memory; random ones would be all over an index
/// that may be larger than that.
public final class RequestIds {
  private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochRandomGenerator();

  private RequestIds() {}

  /// One that nobody can guess from another.
  public static String next() {
    return GENERATOR.generate().toString();
  }
}
