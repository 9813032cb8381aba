package com.tripgen.ai.errors;

import com.google.protobuf.MessageLite;
import com.google.rpc.QuotaFailure;
import com.tripgen.ai.v1.ErrorReason;
import java.util.List;
import java.util.Map;

/// How large a message may be, both ways.
public final class MessageLimit {
  public static final int BYTES = 4 * 1024 * 1024;

  private MessageLimit() {}

  /// Refuses a message that is too large.
  ///
  /// @param what what the caller is told is too large
  /// @throws ServiceException when it is
  public static void check(String what, MessageLite message) {
    int size = message.getSerializedSize();
    if (size <= BYTES) {
      return;
    }
    String description = "%s has %d bytes, at most %d are allowed".formatted(what, size, BYTES);
    throw new ServiceException(
        ErrorReason.ERROR_REASON_MESSAGE_TOO_LARGE,
        description,
        Map.of("size_bytes", String.valueOf(size), "limit_bytes", String.valueOf(BYTES)),
        List.of(
            QuotaFailure.newBuilder()
                .addViolations(
                    QuotaFailure.Violation.newBuilder()
                        .setSubject("message_bytes")
                        .setDescription(description))
                .build()));
  }
}
