package com.tripgen.ai.server;

import build.buf.protovalidate.Config;
import build.buf.protovalidate.ValidationResult;
import build.buf.protovalidate.Validator;
import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.CompilationException;
import build.buf.protovalidate.exceptions.ValidationException;
import build.buf.validate.FieldPathElement;
import build.buf.validate.Violation;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import com.tripgen.ai.errors.FieldViolation;
import com.tripgen.ai.errors.ServiceException;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Checks every request against the rules in its proto and the [UniversalRules] before its method
/// runs, and names all broken fields at once.
final class ValidationInterceptor implements ServerInterceptor {
  private final CompletableFuture<Validator> validator;

  /// Begins to compile the rules of all request types: the first validation would be slow
  /// otherwise. On a thread of its own, as it takes as long as the rest of a start.
  ValidationInterceptor(List<Descriptor> requestTypes) {
    this.validator =
        CompletableFuture.supplyAsync(
            () -> compile(requestTypes), Thread.ofPlatform().daemon().name("rules")::start);
  }

  private static Validator compile(List<Descriptor> requestTypes) {
    try {
      return ValidatorFactory.newBuilder()
          .withConfig(Config.newBuilder().setEnableNativeRules(true).build())
          .buildWithDescriptors(requestTypes, false);
    } catch (CompilationException e) {
      throw new IllegalStateException("a validation rule of the proto does not compile", e);
    }
  }

  /// Waits until requests can be checked. A rule that does not compile ends the start here.
  void awaitReady() {
    var _ = validator.join();
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
      @Override
      public void onMessage(Q message) {
        check((Message) message);
        super.onMessage(message);
      }
    };
  }

  private void check(Message request) {
    List<FieldViolation> violations = new ArrayList<>(UniversalRules.violations(request));
    try {
      ValidationResult result = validator.join().validate(request);
      if (!result.isSuccess()) {
        result.toProto().getViolationsList().stream()
            .map(ValidationInterceptor::fieldViolation)
            .forEach(violations::add);
      }
    } catch (ValidationException | RuntimeException e) {
      // Rules can't be evaluated over times that are none.
      if (violations.isEmpty()) {
        throw new IllegalStateException("a validation rule of the proto cannot be evaluated", e);
      }
    }
    if (!violations.isEmpty()) {
      throw ServiceException.invalid(onePerField(violations));
    }
  }

  private static FieldViolation fieldViolation(Violation violation) {
    return new FieldViolation(
        path(violation.getField().getElementsList()),
        violation.getRuleId(),
        description(violation));
  }

  private static List<FieldViolation> onePerField(List<FieldViolation> violations) {
    Map<String, FieldViolation> byField = new LinkedHashMap<>();
    violations.forEach(violation -> byField.putIfAbsent(violation.field(), violation));
    return List.copyOf(byField.values());
  }

  /// The library speaks of an unset enumeration as of a value in a list.
  private static String description(Violation violation) {
    return violation.getRuleId().equals("enum.not_in") ? "must be given" : violation.getMessage();
  }

  private static String path(List<FieldPathElement> elements) {
    StringBuilder path = new StringBuilder();
    for (FieldPathElement element : elements) {
      if (!path.isEmpty()) {
        path.append('.');
      }
      path.append(element.getFieldName());
      switch (element.getSubscriptCase()) {
        case INDEX -> path.append('[').append(element.getIndex()).append(']');
        case STRING_KEY -> path.append("[\"").append(element.getStringKey()).append("\"]");
        case INT_KEY -> path.append('[').append(element.getIntKey()).append(']');
        case UINT_KEY -> path.append('[').append(element.getUintKey()).append(']');
        case BOOL_KEY -> path.append('[').append(element.getBoolKey()).append(']');
        case SUBSCRIPT_NOT_SET -> {}
      }
    }
    return path.toString();
  }
}
