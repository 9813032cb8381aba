package com.tripgen.ai.jobs;

import org.apache.ibatis.annotations.Param;

/// The rows of `ai_job_types`.
interface JobControlMapper {
  JobControl.Queue queue(@Param("jobType") String jobType);

  int setPaused(@Param("jobType") String jobType, @Param("paused") boolean paused);
}
