package com.tripgen.ai.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Empty;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.ErrorReason;
import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RpcScopesTest {
  static Stream<String> methods() {
    return CallPath.CONTRACT.stream()
        .flatMap(file -> file.getServices().stream())
        .flatMap(service -> service.getMethods().stream())
        .map(
            method ->
                MethodDescriptor.generateFullMethodName(
                    method.getService().getFullName(), method.getName()));
  }

  @ParameterizedTest
  @MethodSource("methods")
  void every_rpc_of_the_contract_has_a_scope(String method) {
    assertThat(RpcScopes.of(method)).as("the scope of %s in RpcScopes", method).isPresent();
  }

  @Test
  void an_rpc_without_a_scope_is_denied_even_where_everybody_may_do_everything() {
    var interceptor = new AuthorizationInterceptor(Optional.empty(), Clock.systemUTC());

    assertThatThrownBy(
            () ->
                interceptor.interceptCall(
                    new AnyCall(),
                    new Metadata(),
                    (call, headers) -> {
                      throw new AssertionError("it was let in");
                    }))
        .isInstanceOfSatisfying(
            ServiceException.class,
            refusal ->
                assertThat(refusal.reason()).isEqualTo(ErrorReason.ERROR_REASON_MISSING_SCOPE));
  }

  private static final class AnyCall extends ServerCall<Empty, Empty> {
    @Override
    public MethodDescriptor<Empty, Empty> getMethodDescriptor() {
      var marshaller = ProtoUtils.marshaller(Empty.getDefaultInstance());
      return MethodDescriptor.newBuilder(marshaller, marshaller)
          .setType(MethodType.UNARY)
          .setFullMethodName("tripgen.ai.v1.JobService/MakeCoffee")
          .build();
    }

    @Override
    public Attributes getAttributes() {
      return Attributes.EMPTY;
    }

    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(Empty message) {}

    @Override
    public void close(Status status, Metadata trailers) {}

    @Override
    public boolean isCancelled() {
      return false;
    }
  }
}
