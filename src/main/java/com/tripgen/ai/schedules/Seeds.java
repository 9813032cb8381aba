package com.tripgen.ai.schedules;

import com.tripgen.ai.jobs.ContentHash;
import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
    return of("[%d,%d]".formatted(seed, day));
  }

  static long of(String request) {
    ObjectNode seeded = JsonNodeFactory.instance.objectNode();
    seeded.put("planner", PLANNER);
    seeded.set("request", JsonMapper.shared().readTree(request));
    return HexFormat.fromHexDigitsToLong(ContentHash.of(seeded), 0, 16);
  }
}
