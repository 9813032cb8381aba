package com.tripgen.ai.server;

import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.jobs.Caller;
import com.tripgen.ai.v1.ErrorReason;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// Lets in whoever has a token with the scope of the method, and names the caller. Comes before
/// anything that looks at the request.
final class AuthorizationInterceptor implements ServerInterceptor {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final String SCHEME = "Bearer ";

  private final Optional<Supplier<AccessTokens>> tokens;
  private final Clock clock;

  /// @param tokens the tokens as they are now; none: whoever reaches the server may do everything
  AuthorizationInterceptor(Optional<Supplier<AccessTokens>> tokens, Clock clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String method = call.getMethodDescriptor().getFullMethodName();
    Optional<Scope> needed = RpcScopes.of(method);
    Optional<String> proven =
        tokens
            .map(known -> authenticated(known.get(), headers))
            .map(token -> authorised(token, needed, method))
            .or(() -> subject(call));
    if (needed.isEmpty()) {
      throw denied(method + " is served to nobody: it has no scope", Map.of());
    }
    return Contexts.interceptCall(
        Context.current()
            .withValue(Caller.NAME, proven.orElseGet(() -> host(call)))
            .withValue(Caller.PROVEN, proven.isPresent()),
        call,
        headers,
        next);
  }

  private AccessToken authenticated(AccessTokens known, Metadata headers) {
    String header = headers.get(AUTHORIZATION);
    if (header == null) {
      throw unauthenticated("the call has no token; send the metadata authorization: Bearer TOKEN");
    }
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw unauthenticated("the metadata authorization begins with Bearer, followed by the token");
    }
    AccessToken token =
        known
            .find(header.substring(SCHEME.length()).strip())
            .orElseThrow(() -> unauthenticated("the server does not know this token"));
    if (token.isExpired(clock.instant())) {
      throw unauthenticated("this token has expired");
    }
    return token;
  }

  private static String authorised(AccessToken token, Optional<Scope> needed, String method) {
    needed
        .filter(scope -> !token.scopes().contains(scope))
        .ifPresent(
            scope -> {
              throw denied(
                  "%s needs a token with the scope %s".formatted(method, scope),
                  Map.of("scope", scope.toString()));
            });
    return token.name();
  }

  private static String host(ServerCall<?, ?> call) {
    SocketAddress peer = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return peer instanceof InetSocketAddress address
        ? address.getAddress().getHostAddress()
        : String.valueOf(peer);
  }

  /// Of the caller's certificate.
  private static Optional<String> subject(ServerCall<?, ?> call) {
    SSLSession session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
    try {
      return session == null ? Optional.empty() : Optional.of(session.getPeerPrincipal().getName());
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private static ServiceException unauthenticated(String message) {
    return new ServiceException(ErrorReason.ERROR_REASON_UNAUTHENTICATED, message);
  }

  private static ServiceException denied(String message, Map<String, String> metadata) {
    return new ServiceException(
        ErrorReason.ERROR_REASON_MISSING_SCOPE, message, metadata, List.of());
  }
}
