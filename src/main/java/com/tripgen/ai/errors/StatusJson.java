package com.tripgen.ai.errors;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.PreconditionFailure;
import com.google.rpc.QuotaFailure;
import com.google.rpc.ResourceInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import com.tripgen.ai.v1.InfeasibilityDetail;

/// A `google.rpc.Status` as the JSON in which a job keeps its error.
public final class StatusJson {
  private static final JsonFormat.TypeRegistry DETAILS =
      JsonFormat.TypeRegistry.newBuilder()
          .add(ErrorInfo.getDescriptor())
          .add(BadRequest.getDescriptor())
          .add(PreconditionFailure.getDescriptor())
          .add(QuotaFailure.getDescriptor())
          .add(ResourceInfo.getDescriptor())
          .add(RetryInfo.getDescriptor())
          .add(InfeasibilityDetail.getDescriptor())
          .build();
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().usingTypeRegistry(DETAILS).omittingInsignificantWhitespace();
  private static final JsonFormat.Parser PARSER =
      JsonFormat.parser().usingTypeRegistry(DETAILS).ignoringUnknownFields();

  private StatusJson() {}

  /// The types that the details of an error can have.
  public static JsonFormat.TypeRegistry details() {
    return DETAILS;
  }

  public static String write(Status status) {
    try {
      return PRINTER.print(status);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("the status has a detail of an unregistered type", e);
    }
  }

  /// Reads a stored error. One whose details a newer build wrote keeps code and message.
  public static Status read(String json) {
    Status.Builder status = Status.newBuilder();
    try {
      PARSER.merge(json, status);
    } catch (InvalidProtocolBufferException e) {
      return Status.newBuilder()
          .setCode(com.google.rpc.Code.UNKNOWN_VALUE)
          .setMessage(json)
          .build();
    }
    return status.build();
  }
}
