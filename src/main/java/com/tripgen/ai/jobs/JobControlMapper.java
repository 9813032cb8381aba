package com.tripgen.ai.jobs;

import java.util.List;
import org.apache.ibatis.annotations.Param;

/// The rows of `ai_job_types`.
interface JobControlMapper {
  List<JobControl.Queue> queues(@Param("jobTypes") String[] jobTypes);

  int awaitClaims();

  int setPaused(@Param("jobType") String jobType, @Param("paused") boolean paused);
}
