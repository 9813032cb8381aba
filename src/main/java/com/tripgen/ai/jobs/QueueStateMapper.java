package com.tripgen.ai.jobs;

import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/// The queues as a whole.
interface QueueStateMapper {
  String limit(@Param("longest") String longest);

  boolean isSampler(@Param("workerId") @Nullable UUID workerId);

  List<QueueState> states();
}
