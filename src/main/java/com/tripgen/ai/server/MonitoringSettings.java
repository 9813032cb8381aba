package com.tripgen.ai.server;

import com.tripgen.ai.telemetry.Tracing;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/// How a server process is watched over.
///
/// @param http where health and metrics are; port 0 for any free one, empty for nowhere
/// @param tracing where spans go; closed with the server
public record MonitoringSettings(Optional<InetSocketAddress> http, Tracing tracing) {
  public static final MonitoringSettings NONE =
      new MonitoringSettings(Optional.empty(), Tracing.OFF);

  /// For this machine alone.
  public static MonitoringSettings onPort(int httpPort) {
    return new MonitoringSettings(
        Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), httpPort)),
        Tracing.OFF);
  }
}
