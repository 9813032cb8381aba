package com.tripgen.ai.jobs;

import com.tripgen.ai.database.Database;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.ibatis.session.SqlSession;

/// How many jobs of a type this worker may run at once, so that all replicas together never run
/// more than the type's limit.
///
/// Each worker holds a grant in `ai_worker_slots`, and the grants of a type never add up to more
/// than its limit: they are changed under the type's lock, and only when a worker comes, goes or
/// gives some back. A claim stays within the grant without asking anybody. Only the thread that
/// claims may call this, so that no claim is under way while a grant shrinks.
final class SlotGrants {
  private final Database database;
  private final Map<JobType, Integer> limits;

  /// @param limits jobs at once on all replicas; a type left out has none
  SlotGrants(Database database, Map<JobType, Integer> limits) {
    this.database = database;
    this.limits = Map.copyOf(limits);
  }

  /// Moves the grant towards this worker's share.
  ///
  /// @param capacity what this process can run at once
  /// @return how many may run; those beyond it end by themselves
  int renew(UUID workerId, JobType type, int capacity) {
    Integer limit = limits.get(type);
    if (limit == null) {
      return capacity;
    }
    List<SlotGrant> grants = database.transaction(session -> mapper(session).grants(type.name()));
    SlotGrant settled =
        new SlotGrant(workerId, true, capacity, affordable(workerId, capacity, limit, grants));
    if (grants.contains(settled)) {
      return settled.slots();
    }
    return database.transaction(
        session -> {
          WorkerMapper workers = mapper(session);
          workers.lockGrants(type.name());
          // Read again, now that nobody else changes them.
          List<SlotGrant> fresh = workers.grants(type.name());
          int affordable = affordable(workerId, capacity, limit, fresh);
          int granted = workers.grant(workerId, type.name(), capacity, affordable);
          return Math.min(granted, affordable);
        });
  }

  /// This worker's share, as far as the others have given theirs back.
  private static int affordable(UUID workerId, int capacity, int limit, List<SlotGrant> grants) {
    int others =
        grants.stream()
            .filter(grant -> !grant.workerId().equals(workerId))
            .mapToInt(SlotGrant::slots)
            .sum();
    return Math.max(0, Math.min(share(workerId, capacity, limit, grants), limit - others));
  }

  private static int share(UUID workerId, int capacity, int limit, List<SlotGrant> grants) {
    SortedMap<UUID, Integer> capacities = new TreeMap<>();
    grants.stream()
        .filter(SlotGrant::alive)
        .forEach(grant -> capacities.put(grant.workerId(), grant.capacity()));
    capacities.put(workerId, capacity);
    return SlotShares.of(limit, capacities).getOrDefault(workerId, 0);
  }

  private static WorkerMapper mapper(SqlSession session) {
    return session.getMapper(WorkerMapper.class);
  }
}
