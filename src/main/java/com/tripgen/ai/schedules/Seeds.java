package com.tripgen.ai.schedules;

import com.tripgen.ai.jobs.ContentHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Where the planner's random choices come from: the request and the planner's version, so that the
/// same request gives the same schedule until the planner changes.
final class Seeds {
  /// What `ai_model` says of a schedule that the embedded planner made alone.
  static final String PLANNER = "builtin-planner/1";

  private Seeds() {}

  /// For the next version of a schedule.
  ///
  /// @param seed of the version before
  /// @param day that is made again; 0 for all
  static long after(long seed, int day) {
    return of(ByteBuffer.allocate(Long.BYTES + Integer.BYTES).putLong(seed).putInt(day).array());
  }

  static long of(byte[] request) {
    byte[] planner = PLANNER.getBytes(StandardCharsets.UTF_8);
    byte[] seeded =
        ByteBuffer.allocate(planner.length + request.length).put(planner).put(request).array();
    return HexFormat.fromHexDigitsToLong(ContentHash.of(seeded), 0, 16);
  }
}
