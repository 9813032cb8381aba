package com.tripgen.ai.cli;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import com.tripgen.ai.v1.InfeasibilityDetail;
import com.tripgen.ai.v1.Relaxation;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the service says went wrong with a call or a job, for people: its message, and what would
/// help.
final class CallFailure {
  private CallFailure() {}

  static UserError of(StatusRuntimeException failure) {
    return new UserError(
        text(StatusProto.fromStatusAndTrailers(failure.getStatus(), failure.getTrailers())),
        failure);
  }

  static UserError of(Status status) {
    return new UserError(text(status));
  }

  private static String text(Status status) {
    String advice =
        status.getDetailsList().stream()
            .flatMap(CallFailure::advice)
            .filter(line -> !status.getMessage().contains(line))
            .map(line -> "\n  " + line)
            .collect(Collectors.joining());
    return status.getMessage() + advice;
  }

  private static Stream<String> advice(Any detail) {
    try {
      if (detail.is(BadRequest.class)) {
        return detail.unpack(BadRequest.class).getFieldViolationsList().stream()
            .map(violation -> violation.getField() + ": " + violation.getDescription());
      }
      if (detail.is(InfeasibilityDetail.class)) {
        return detail.unpack(InfeasibilityDetail.class).getRelaxationsList().stream()
            .map(CallFailure::sentence);
      }
      return Stream.empty();
    } catch (InvalidProtocolBufferException e) {
      return Stream.empty();
    }
  }

  private static String sentence(Relaxation relaxation) {
    return "what would help: change "
        + relaxation.getField()
        + " from "
        + relaxation.getFrom()
        + " to "
        + (relaxation.getTo().isEmpty() ? "nothing" : relaxation.getTo());
  }
}
