package com.tripgen.ai.server;

import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.sources.SourceSettings;
import java.util.Set;

/// What a server process is started with.
///
/// @param port gRPC port; 0 for any free one
public record ServerConfig(
    int port,
    DatabaseAccess database,
    Set<Role> roles,
    EngineSettings engine,
    SourceSettings sources,
    GeneratorSettings generator,
    MonitoringSettings monitoring,
    SecuritySettings security) {
  public ServerConfig {
    roles = Set.copyOf(roles);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be within 0..65535, is " + port);
    }
    if (roles.isEmpty()) {
      throw new IllegalArgumentException("a server has at least one role");
    }
  }

  /// A server for callers on this machine, that asks nobody beyond its process and has no port for
  /// health and metrics.
  public ServerConfig(int port, DatabaseAccess database, Set<Role> roles, EngineSettings engine) {
    this(
        port,
        database,
        roles,
        engine,
        SourceSettings.NONE,
        GeneratorSettings.PLANNER,
        MonitoringSettings.NONE,
        SecuritySettings.LOOPBACK);
  }
}
