package com.tripgen.ai.jobs;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/// The rows of `ai_jobs` and `ai_job_events`. Every state change answers the job after it, or
/// nothing when its condition no longer holds.
interface JobMapper {
  Optional<Job> find(@Param("requestId") String requestId);

  Optional<Job> findBasic(@Param("requestId") String requestId);

  List<Job> findBasicByRequestIds(@Param("requestIds") List<String> requestIds);

  List<Job> list(
      @Param("query") JobQuery query, @Param("beforeId") long beforeId, @Param("limit") int limit);

  List<JobEvent> events(@Param("jobId") long jobId, @Param("afterRevision") long afterRevision);

  List<JobPosition> positions(@Param("jobIds") Long[] jobIds);

  List<Job> findAllBasic(@Param("jobIds") Long[] jobIds);

  List<Job> findAll(@Param("jobIds") Long[] jobIds);

  List<JobEvent> changes(
      @Param("jobIds") Long[] jobIds, @Param("afterRevisions") Long[] afterRevisions);

  List<QueueDepth> depths();

  List<Long> cancelRequested(@Param("workerId") UUID workerId);

  List<Claim> held(@Param("workerId") UUID workerId);

  /// Stores the jobs whose `request_id` is free, and answers these.
  List<Job> insert(@Param("jobs") List<NewJobRow> jobs);

  List<StoredProgress> progress(@Param("reports") List<ProgressRow> reports);

  List<Job> complete(@Param("completions") List<CompletionRow> completions);

  Optional<Job> endAttempt(
      @Param("claim") Claim claim,
      @Param("failure") AttemptFailure failure,
      @Param("cancelError") String cancelError);

  Optional<Job> acknowledgeCancel(
      @Param("claim") Claim claim, @Param("cancelError") String cancelError);

  Optional<Job> release(@Param("claim") Claim claim, @Param("cancelError") String cancelError);

  Optional<Job> cancel(
      @Param("requestId") String requestId, @Param("cancelError") String cancelError);

  Optional<Job> retry(@Param("requestId") String requestId);

  List<Job> rescue(
      @Param("workerId") UUID workerId,
      @Param("cancelError") String cancelError,
      @Param("leaseLostError") String leaseLostError,
      @Param("leaseLostMessage") String leaseLostMessage);

  List<QueueHead> dueQueues(
      @Param("jobType") String jobType,
      @Param("fromKey") String fromKey,
      @Param("limit") int limit);

  List<QueueHead> heads(
      @Param("jobType") String jobType,
      @Param("keys") String[] keys,
      @Param("priorities") Integer[] priorities,
      @Param("marks") String[] marks);

  /// Claims due jobs of the probed queues.
  ///
  /// @param marks run times below which nothing is looked for, as text
  /// @param leaseLostToo one job that lost a worker may be among them
  List<Job> claim(
      @Param("workerId") UUID workerId,
      @Param("jobType") String jobType,
      @Param("keys") String[] keys,
      @Param("priorities") Integer[] priorities,
      @Param("marks") String[] marks,
      @Param("leaseLostToo") boolean leaseLostToo,
      @Param("limit") int limit);
}
