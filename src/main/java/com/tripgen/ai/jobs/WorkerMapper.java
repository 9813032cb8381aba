package com.tripgen.ai.jobs;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/// The leases of the worker processes, on the database's clock.
interface WorkerMapper {
  int alive();

  void register(
      @Param("workerId") UUID workerId,
      @Param("host") String host,
      @Param("leaseMillis") long leaseMillis);

  /// Returns 0 when the lease has lapsed.
  int renew(@Param("workerId") UUID workerId, @Param("leaseMillis") long leaseMillis);

  /// Ends the lease now, so that whatever it still holds is rescued by the next sweep.
  int lapse(@Param("workerId") UUID workerId);

  int retire(@Param("workerId") UUID workerId);

  List<UUID> lapsed();

  boolean lockGrants(@Param("jobType") String jobType);

  List<SlotGrant> grants(@Param("jobType") String jobType);

  int grant(
      @Param("workerId") UUID workerId,
      @Param("jobType") String jobType,
      @Param("capacity") int capacity,
      @Param("slots") int slots);

  Optional<Boolean> awaitClaims(@Param("workerId") UUID workerId);

  List<String> pausedTypes();
}
