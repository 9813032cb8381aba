package com.tripgen.ai.server;

import com.google.protobuf.Empty;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.protobuf.StatusProto;
import org.jspecify.annotations.Nullable;

/// Answers the methods that this server does not have, which the library would refuse without an
/// `ErrorInfo`.
final class UnknownMethods extends HandlerRegistry {
  private static final MethodDescriptor.Marshaller<Empty> ANYTHING =
      ProtoUtils.marshaller(Empty.getDefaultInstance());

  @Override
  public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
    return ServerMethodDefinition.create(
        MethodDescriptor.newBuilder(ANYTHING, ANYTHING)
            .setType(MethodType.UNKNOWN)
            .setFullMethodName(name)
            .build(),
        (call, headers) -> {
          StatusRuntimeException refusal =
              StatusProto.toStatusRuntimeException(ErrorStatuses.notImplemented(name));
          Metadata trailers = refusal.getTrailers();
          call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
          return new ServerCall.Listener<>() {};
        });
  }
}
