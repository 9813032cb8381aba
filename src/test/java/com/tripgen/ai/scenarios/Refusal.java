package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// What a caller is told when a call fails.
record Refusal(Code code, String message, List<Any> details) {

  /// Makes a call that must fail, and checks what every error of the contract has.
  static Refusal of(ThrowingCallable call) {
    StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, call);
    assertThat(failure).as("the call should have failed").isNotNull();
    return of(failure);
  }

  /// Reads a failed call, and checks what every error of the contract has.
  static Refusal of(StatusRuntimeException failure) {
    com.google.rpc.Status status =
        Objects.requireNonNull(StatusProto.fromThrowable(failure), "no google.rpc.Status");
    Refusal refusal =
        new Refusal(failure.getStatus().getCode(), status.getMessage(), status.getDetailsList());
    assertThat(refusal.all(ErrorInfo.class)).as("%s", failure.getStatus()).hasSize(1);
    assertThat(refusal.info().getDomain()).isEqualTo("ai.tripgen");
    assertThat(status.getMessage())
        .doesNotContainIgnoringCase("exception")
        .doesNotContain("SELECT");
    return refusal;
  }

  ErrorInfo info() {
    return detail(ErrorInfo.class);
  }

  String reason() {
    return info().getReason();
  }

  Map<String, String> metadata() {
    return info().getMetadataMap();
  }

  /// The paths of the bad fields.
  List<String> fields() {
    return detail(BadRequest.class).getFieldViolationsList().stream()
        .map(BadRequest.FieldViolation::getField)
        .toList();
  }

  boolean has(Class<? extends Message> type) {
    return !all(type).isEmpty();
  }

  <T extends Message> T detail(Class<T> type) {
    List<T> found = all(type);
    assertThat(found).as("%s in %s", type.getSimpleName(), details).hasSize(1);
    return found.getFirst();
  }

  private <T extends Message> List<T> all(Class<T> type) {
    return details.stream().filter(detail -> detail.is(type)).map(it -> unpack(it, type)).toList();
  }

  private static <T extends Message> T unpack(Any detail, Class<T> type) {
    try {
      return detail.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
