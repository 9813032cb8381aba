package com.tripgen.ai.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/// The rows of `ai_jobs` and `ai_job_events`. Every state change answers the job after it, or
/// nothing when its condition no longer holds.
interface JobMapper {
  List<Job> findByRequestIds(@Param("requestIds") List<String> requestIds);

  List<JobVersion> versions(@Param("requestIds") List<String> requestIds);

  List<Job> findBasicByRequestIds(@Param("requestIds") List<String> requestIds);

  List<Job> list(
      @Param("query") JobQuery query, @Param("beforeId") long beforeId, @Param("limit") int limit);

  List<Job> longRunning(
      @Param("longerThan") Duration longerThan,
      @Param("after") Instant after,
      @Param("afterId") long afterId,
      @Param("limit") int limit);

  /// The status changes of each job, the oldest first.
  List<JobEvent> histories(@Param("jobIds") Long[] jobIds);

  /// Those of the given jobs that are no longer as given, or no longer there.
  List<Long> movedOn(
      @Param("jobIds") Long[] jobIds,
      @Param("requestIds") String[] requestIds,
      @Param("revisions") Long[] revisions);

  /// The jobs without payload and result, and their status changes after the given revisions.
  ///
  /// @return for [JobsAndEvents#of]
  List<List<?>> news(
      @Param("jobIds") Long[] jobIds, @Param("afterRevisions") Long[] afterRevisions);

  /// The whole jobs and all their status changes.
  ///
  /// @return for [JobsAndEvents#of]
  List<List<?>> ends(@Param("jobIds") Long[] jobIds);

  List<QueueDepth> depths();

  List<Long> cancelRequested(@Param("workerId") UUID workerId);

  List<Claim> held(@Param("workerId") UUID workerId);

  /// Stores the jobs whose `request_id` is free, and answers these.
  List<Job> insert(@Param("jobs") List<NewJobRow> jobs);

  List<StoredProgress> progress(@Param("reports") List<ProgressRow> reports);

  List<StoredCompletion> complete(@Param("completions") List<CompletionRow> completions);

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

  /// The same of one queue.
  List<Job> claimOfOneQueue(
      @Param("workerId") UUID workerId,
      @Param("jobType") String jobType,
      @Param("queue") QueueKey queue,
      @Param("mark") String mark,
      @Param("leaseLostToo") boolean leaseLostToo,
      @Param("limit") int limit);
}
