package com.tripgen.ai.cli;

import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.EmbeddedPostgres;
import com.tripgen.ai.database.Migrations;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.server.EngineSettings;
import com.tripgen.ai.server.Role;
import com.tripgen.ai.server.Server;
import com.tripgen.ai.server.ServerConfig;
import com.tripgen.ai.sources.SourceSettings;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// Serves until a signal comes, then drains.
@Command(
    name = "serve",
    header = "Run the service.",
    description = {
      "When it serves it prints one line: serving gRPC on ADDRESS. SIGTERM and Ctrl-C drain it:"
          + " calls",
      "and jobs under way are finished or handed back, then it exits with 0."
    })
final class ServeCommand implements Callable<Integer> {
  private static final int HIGHEST_PORT = 65_535;

  private final Terminal terminal;
  private final UnaryOperator<JobHandler> wrap;

  @Spec private @Nullable CommandSpec spec;

  @ParentCommand private @Nullable TripgenCommand tripgen;

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
      description =
          "What this process does: answer calls (api), run jobs (worker), or both (default: both).")
  private Set<Role> roles = EnumSet.allOf(Role.class);

  @Mixin private final JobLimitOptions limits = new JobLimitOptions();
  @Mixin private final EngineOptions engine = new EngineOptions();
  @Mixin private final SourceOptions sources;

  /// @param wrap what each handler of jobs is replaced by
  ServeCommand(Terminal terminal, Map<String, String> environment, UnaryOperator<JobHandler> wrap) {
    this.terminal = terminal;
    this.wrap = wrap;
    this.database = new DatabaseOptions(environment);
    this.sources = new SourceOptions(environment);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (spec != null && (port < 0 || port > HIGHEST_PORT)) {
      throw new ParameterException(
          spec.commandLine(), "--port is a number from 0 to " + HIGHEST_PORT + ", not " + port);
    }
    DatabaseChoice choice = database.choice();
    EngineSettings settings = engine.settings(limits.limits());
    SourceSettings asked = sources.settings();
    (tripgen != null && tripgen.verbose() ? Logs.DETAILED : Logs.NORMAL).begin();
    OpenResources.during(
        resources -> {
          Server server =
              GrpcPort.start(config(choice, settings, asked, resources), wrap, resources);
          resources.expectSignal();
          server.awaitServing();
          terminal.out().println("serving gRPC on " + GrpcPort.address(server));
          server.awaitTermination();
        });
    return TripgenCommand.FINE;
  }

  private ServerConfig config(
      DatabaseChoice choice, EngineSettings settings, SourceSettings asked, OpenResources resources)
      throws IOException {
    return switch (choice) {
      // The database ends with the process, so there is no other replica to send callers to.
      case DatabaseChoice.Embedded ours ->
          new ServerConfig(
              port, embedded(ours, resources), roles, settings.withoutDrainDelay(), asked);
      case DatabaseChoice.External(DatabaseAccess access) ->
          new ServerConfig(port, access, roles, settings, asked);
    };
  }

  private static DatabaseAccess embedded(DatabaseChoice.Embedded ours, OpenResources resources)
      throws IOException {
    EmbeddedPostgres postgres = resources.open(() -> EmbeddedPostgres.start(ours.settings()));
    new Migrations(postgres.owner()).migrate();
    return postgres.service();
  }
}
