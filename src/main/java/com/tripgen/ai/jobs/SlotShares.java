package com.tripgen.ai.jobs;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Divides the jobs of one type that may run at once among the workers, as evenly as what each can
/// take allows. The same input gives the same shares, whichever worker asks.
final class SlotShares {
  private SlotShares() {}

  /// @param capacities what each worker can run at once
  static Map<UUID, Integer> of(int limit, SortedMap<UUID, Integer> capacities) {
    Map<UUID, Integer> shares = new TreeMap<>();
    capacities.keySet().forEach(worker -> shares.put(worker, 0));
    int left = limit;
    boolean given = true;
    while (left > 0 && given) {
      given = false;
      for (UUID worker : capacities.keySet()) {
        int share = shares.getOrDefault(worker, 0);
        if (left > 0 && share < capacities.getOrDefault(worker, 0)) {
          shares.put(worker, share + 1);
          left--;
          given = true;
        }
      }
    }
    return shares;
  }
}
