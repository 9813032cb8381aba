package com.tripgen.ai.server;

import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.OperationsServiceGrpc;
import com.tripgen.ai.v1.RecommendationServiceGrpc;
import com.tripgen.ai.v1.ScheduleServiceGrpc;
import io.grpc.MethodDescriptor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The scope that each RPC needs. One that is not here is denied to everybody.
final class RpcScopes {
  private static final Map<String, Scope> SCOPES = new HashMap<>();

  static {
    need(
        Scope.READ,
        JobServiceGrpc.getGetJobMethod(),
        JobServiceGrpc.getListJobsMethod(),
        JobServiceGrpc.getWatchJobMethod(),
        ScheduleServiceGrpc.getGetScheduleMethod(),
        ScheduleServiceGrpc.getGetTripScheduleMethod(),
        ScheduleServiceGrpc.getGetDayScheduleMethod(),
        ScheduleServiceGrpc.getListSchedulesMethod(),
        ScheduleServiceGrpc.getValidateScheduleMethod(),
        RecommendationServiceGrpc.getGetRecommendationMethod(),
        RecommendationServiceGrpc.getBatchGetRecommendationsMethod(),
        RecommendationServiceGrpc.getListRecommendationsMethod());
    need(
        Scope.WRITE,
        JobServiceGrpc.getSubmitJobMethod(),
        JobServiceGrpc.getBatchSubmitJobsMethod(),
        JobServiceGrpc.getCancelJobMethod(),
        JobServiceGrpc.getRetryJobMethod(),
        ScheduleServiceGrpc.getGenerateScheduleMethod(),
        ScheduleServiceGrpc.getRegenerateScheduleMethod(),
        ScheduleServiceGrpc.getAnalyzeWeatherImpactMethod(),
        ScheduleServiceGrpc.getPinScheduleMethod(),
        ScheduleServiceGrpc.getUnpinScheduleMethod(),
        ScheduleServiceGrpc.getDeleteScheduleMethod(),
        RecommendationServiceGrpc.getInvalidateRecommendationsMethod());
    need(
        Scope.ADMIN,
        OperationsServiceGrpc.getGetStatisticsMethod(),
        OperationsServiceGrpc.getListLongRunningJobsMethod(),
        OperationsServiceGrpc.getCheckInstallationMethod(),
        OperationsServiceGrpc.getPurgeExpiredMethod(),
        OperationsServiceGrpc.getPauseJobsMethod(),
        OperationsServiceGrpc.getResumeJobsMethod());
  }

  private RpcScopes() {}

  private static void need(Scope scope, MethodDescriptor<?, ?>... methods) {
    for (MethodDescriptor<?, ?> method : methods) {
      SCOPES.put(method.getFullMethodName(), scope);
    }
  }

  /// @param method full name, such as `tripgen.ai.v1.JobService/GetJob`
  static Optional<Scope> of(String method) {
    return Optional.ofNullable(SCOPES.get(method));
  }
}
