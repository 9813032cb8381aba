package com.tripgen.ai.server;

import io.grpc.InsecureServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Sockets and HTTP/2: where a server listens, with which certificate, and what a connection may
/// do.
final class Transport {
  /// Larger than what a message may have, so that most of those over the limit are read and told
  /// why they are refused.
  private static final int MOST_BYTES_READ = 16 * 1024 * 1024;

  /// A caller that gives up a page of watches resets as many streams at once; an attack by rapid
  /// reset (CVE-2023-44487) needs hundred thousands. What resets more loses its connection.
  private static final int MOST_RESETS = 2_000;

  private static final int RESETS_WINDOW_SECONDS = 10;

  /// Finds callers that are gone without a word and hold watches.
  private static final Duration PING_INTERVAL = Duration.ofMinutes(1);

  private static final Duration PING_PATIENCE = Duration.ofSeconds(20);

  /// Callers that ping more often lose their connection.
  private static final Duration PINGS_APART = Duration.ofSeconds(10);

  /// A watch ends by itself, with a heartbeat, before its connection is cut.
  private static final Duration BEYOND_WATCHES = Duration.ofMinutes(1);

  /// A connection that does not begin to speak is given up.
  private static final Duration GREETING_PATIENCE = Duration.ofSeconds(10);

  private Transport() {}

  static NettyServerBuilder builder(ServerConfig config, ReloadedFiles files) {
    SecuritySettings security = config.security();
    CallLimits limits = security.limits();
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(security.host(), config.port()),
            security
                .tls()
                .map(tls -> tls.credentials(files))
                .orElseGet(InsecureServerCredentials::create))
        .maxInboundMessageSize(MOST_BYTES_READ)
        .maxInboundMetadataSize(limits.metadataBytes())
        .maxConcurrentCallsPerConnection(limits.callsPerConnection())
        .maxRstFramesPerWindow(MOST_RESETS, RESETS_WINDOW_SECONDS)
        .maxConnectionAge(limits.connectionAge().toMillis(), TimeUnit.MILLISECONDS)
        .maxConnectionAgeGrace(
            config.engine().watchMaxAge().plus(BEYOND_WATCHES).toMillis(), TimeUnit.MILLISECONDS)
        .handshakeTimeout(GREETING_PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .keepAliveTime(PING_INTERVAL.toSeconds(), TimeUnit.SECONDS)
        .keepAliveTimeout(PING_PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .permitKeepAliveTime(PINGS_APART.toSeconds(), TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true);
  }
}
