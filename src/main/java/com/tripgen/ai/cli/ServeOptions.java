package com.tripgen.ai.cli;

import com.tripgen.ai.jobs.JobLimits;
import com.tripgen.ai.models.ModelSettings;
import com.tripgen.ai.server.EngineSettings;
import com.tripgen.ai.server.GeneratorSettings;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.server.SecuritySettings;
import com.tripgen.ai.sources.SourceSettings;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// All options of `serve`.
final class ServeOptions {
  private static final int HIGHEST_PORT = 65_535;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Mixin private final DatabaseOptions database;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "9090",
      description = "The gRPC port, 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      split = ",",
      defaultValue = "api,worker",
      completionCandidates = EnumNames.Roles.class,
      description =
          "What this process does: answer calls (api), run jobs (worker), or both (default: both).")
  private Set<Role> roles = EnumSet.allOf(Role.class);

  @Mixin private final JobLimitOptions limits = new JobLimitOptions();
  @Mixin private final EngineOptions engine = new EngineOptions();
  @Mixin private final SourceOptions sources;
  @Mixin private final ModelOptions models;
  @Mixin private final MonitoringOptions monitoring;
  @Mixin private final SecurityOptions security = new SecurityOptions();

  ServeOptions(Map<String, String> environment) {
    this.database = new DatabaseOptions(environment);
    this.sources = new SourceOptions(environment);
    this.models = new ModelOptions(environment);
    this.monitoring = new MonitoringOptions(environment);
  }

  /// What all of them come to.
  record ServeSettings(
      DatabaseChoice database,
      int port,
      Set<Role> roles,
      EngineSettings engine,
      SourceSettings sources,
      GeneratorSettings generator,
      MonitoringOptions.Chosen monitoring,
      SecuritySettings security) {}

  /// @throws WrongSettings with everything that is wrong
  ServeSettings settings() {
    UsageErrors errors = new UsageErrors();
    errors.require(
        port >= 0 && port <= HIGHEST_PORT,
        "--port is a number from 0 to " + HIGHEST_PORT + ", not " + port);
    Optional<DatabaseChoice> choice = errors.gather(database::choice);
    JobLimits limited = errors.gather(limits::limits).orElse(JobLimits.DEFAULT);
    Optional<EngineSettings> engineSettings = errors.gather(() -> engine.settings(limited));
    Optional<SourceSettings> sourceSettings = errors.gather(sources::settings);
    Optional<ModelSettings> modelSettings = errors.gather(models::settings);
    Optional<MonitoringOptions.Chosen> chosen = errors.gather(monitoring::chosen);
    Optional<SecuritySettings> securitySettings = errors.gather(security::settings);
    errors.throwIfAny(spec);
    return new ServeSettings(
        choice.orElseThrow(),
        port,
        roles,
        engineSettings.orElseThrow(),
        sourceSettings.orElseThrow(),
        new GeneratorSettings(modelSettings.orElseThrow(), models.hybrid()),
        chosen.orElseThrow(),
        securitySettings.orElseThrow());
  }
}
