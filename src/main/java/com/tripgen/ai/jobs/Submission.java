package com.tripgen.ai.jobs;

/// The answer to a submission.
///
/// @param job without payload
/// @param created false when the same submission was there already
public record Submission(Job job, boolean created) {}
