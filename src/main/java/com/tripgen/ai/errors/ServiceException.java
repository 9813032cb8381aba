package com.tripgen.ai.errors;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.QuotaFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import com.tripgen.ai.v1.ErrorReason;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// An error of the catalogue, ready to be told to a caller or stored with a job: a
/// `google.rpc.Status` with one `ErrorInfo` and the details its reason promises.
public final class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final String DOMAIN = "ai.tripgen";
  private static final String PREFIX = "ERROR_REASON_";

  /// What is told of bad fields, so that the status passes as trailers: clients take 8 KiB of them.
  private static final int MOST_VIOLATION_BYTES = 4 * 1024;

  private final ErrorReason reason;
  private final Status status;
  private final transient Map<String, String> metadata;
  private final transient List<Message> details;

  public ServiceException(
      ErrorReason reason, String message, Map<String, String> metadata, List<Message> details) {
    super(message);
    this.reason = reason;
    this.metadata = Map.copyOf(metadata);
    this.details = List.copyOf(details);
    Status.Builder built =
        Status.newBuilder()
            .setCode(ErrorCodes.of(reason).value())
            .setMessage(message)
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder()
                        .setReason(label(reason))
                        .setDomain(DOMAIN)
                        .putAllMetadata(metadata)
                        .build()));
    details.forEach(detail -> built.addDetails(Any.pack(detail)));
    this.status = built.build();
  }

  public ServiceException(ErrorReason reason, String message) {
    this(reason, message, Map.of(), List.of());
  }

  /// All broken fields of a request at once, as many as an answer can hold.
  public static ServiceException invalid(List<FieldViolation> violations) {
    return invalid(ErrorReason.ERROR_REASON_INVALID_FIELD, violations, Map.of());
  }

  public static ServiceException invalid(
      ErrorReason reason, List<FieldViolation> violations, Map<String, String> metadata) {
    BadRequest.Builder request = BadRequest.newBuilder();
    int bytes = 0;
    for (FieldViolation violation : violations) {
      var told =
          BadRequest.FieldViolation.newBuilder()
              .setField(violation.field())
              .setReason(violation.rule())
              .setDescription(violation.description())
              .build();
      bytes += told.getSerializedSize();
      if (bytes > MOST_VIOLATION_BYTES && request.getFieldViolationsCount() > 0) {
        break;
      }
      request.addFieldViolations(told);
    }
    FieldViolation first = violations.getFirst();
    String others = violations.size() == 1 ? "" : " (and %d more)".formatted(violations.size() - 1);
    return new ServiceException(
        reason,
        first.field() + ": " + first.description() + others,
        metadata,
        List.of(request.build()));
  }

  public static ServiceException notFound(
      ErrorReason reason, String resourceType, String resourceName, String message) {
    return new ServiceException(
        reason,
        message,
        Map.of(resourceType, resourceName),
        List.of(
            ResourceInfo.newBuilder()
                .setResourceType(resourceType)
                .setResourceName(resourceName)
                .setDescription(message)
                .build()));
  }

  /// The state of `subject` forbids the call.
  public static ServiceException precondition(
      ErrorReason reason, String subject, String message, Map<String, String> metadata) {
    return new ServiceException(
        reason,
        message,
        metadata,
        List.of(
            PreconditionFailure.newBuilder()
                .addViolations(
                    PreconditionFailure.Violation.newBuilder()
                        .setType(label(reason))
                        .setSubject(subject)
                        .setDescription(message))
                .build()));
  }

  /// Worth the same call again after `delay`.
  public static ServiceException retryable(ErrorReason reason, String message, Duration delay) {
    return new ServiceException(
        reason,
        message,
        Map.of(),
        List.of(
            RetryInfo.newBuilder().setRetryDelay(Durations.fromMillis(delay.toMillis())).build()));
  }

  /// A limit is reached; worth the same call again after `delay`.
  ///
  /// @param subject what the limit is of
  public static ServiceException exhausted(
      ErrorReason reason,
      String subject,
      String message,
      Duration delay,
      Map<String, String> metadata) {
    return new ServiceException(
        reason,
        message,
        metadata,
        List.of(
            QuotaFailure.newBuilder()
                .addViolations(
                    QuotaFailure.Violation.newBuilder().setSubject(subject).setDescription(message))
                .build(),
            RetryInfo.newBuilder().setRetryDelay(Durations.fromMillis(delay.toMillis())).build()));
  }

  /// The same failure, of one item of a batch.
  public ServiceException at(int index) {
    Map<String, String> more = new HashMap<>(metadata);
    more.putIfAbsent("index", Integer.toString(index));
    return new ServiceException(reason, status.getMessage(), more, details);
  }

  /// The same failure, of the job with this id.
  public ServiceException ofJob(String requestId) {
    Map<String, String> more = new HashMap<>(metadata);
    more.put("request_id", requestId);
    return new ServiceException(reason, status.getMessage(), more, details);
  }

  public Map<String, String> metadata() {
    return metadata;
  }

  /// The broken fields; none where something else is wrong.
  public List<FieldViolation> violations() {
    return details.stream()
        .filter(BadRequest.class::isInstance)
        .map(BadRequest.class::cast)
        .flatMap(request -> request.getFieldViolationsList().stream())
        .map(it -> new FieldViolation(it.getField(), it.getReason(), it.getDescription()))
        .toList();
  }

  public ErrorReason reason() {
    return reason;
  }

  public Status status() {
    return status;
  }

  /// The name by which callers know a reason.
  public static String label(ErrorReason reason) {
    return reason.name().substring(PREFIX.length());
  }
}
