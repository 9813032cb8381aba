package com.tripgen.ai.cli;

import com.tripgen.ai.cli.ServeOptions.ServeSettings;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.EmbeddedPostgres;
import com.tripgen.ai.database.Migrations;
import com.tripgen.ai.jobs.JobHandler;
import com.tripgen.ai.server.Server;
import com.tripgen.ai.server.ServerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// Serves until a signal comes, then drains.
@Command(
    name = ServeCommand.NAME,
    header = "Run the service.",
    description = {
      "When it serves it prints one line: serving gRPC on ADDRESS. SIGTERM and Ctrl-C drain it:"
          + " calls",
      "and jobs under way are finished or handed back, then it exits with 0."
    })
final class ServeCommand implements Callable<Integer>, Checked {
  static final String NAME = "serve";

  private final Terminal terminal;
  private final UnaryOperator<JobHandler> wrap;

  @ParentCommand private @Nullable TripgenCommand tripgen;

  @Mixin private final ServeOptions options;

  /// @param wrap what each handler of jobs is replaced by
  ServeCommand(Terminal terminal, Map<String, String> environment, UnaryOperator<JobHandler> wrap) {
    this.terminal = terminal;
    this.wrap = wrap;
    this.options = new ServeOptions(environment);
  }

  @Override
  public void check(UsageErrors errors) {
    var _ = errors.gather(options::settings);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    ServeSettings settings = options.settings();
    (tripgen != null && tripgen.verbose() ? Logs.DETAILED : Logs.NORMAL)
        .begin(settings.monitoring().logFormat());
    OpenResources.during(
        resources -> {
          Server server = GrpcPort.start(config(settings, resources), wrap, resources);
          resources.expectSignal();
          server
              .httpAddress()
              .map(GrpcPort::text)
              .ifPresent(
                  address -> terminal.out().println("health and metrics on http://" + address));
          server.awaitServing();
          terminal.out().println("serving gRPC on " + GrpcPort.address(server));
          server.awaitTermination();
        });
    return TripgenCommand.FINE;
  }

  private static ServerConfig config(ServeSettings settings, OpenResources resources)
      throws IOException {
    return switch (settings.database()) {
      // The database ends with the process, so there is no other replica to send callers to.
      case DatabaseChoice.Embedded ours ->
          new ServerConfig(
              settings.port(),
              embedded(ours, resources),
              settings.roles(),
              settings.engine().withDrainDelay(Duration.ZERO),
              settings.sources(),
              settings.generator(),
              settings.monitoring().open(),
              settings.security());
      case DatabaseChoice.External(DatabaseAccess access) ->
          new ServerConfig(
              settings.port(),
              access,
              settings.roles(),
              settings.engine(),
              settings.sources(),
              settings.generator(),
              settings.monitoring().open(),
              settings.security());
    };
  }

  private static DatabaseAccess embedded(DatabaseChoice.Embedded ours, OpenResources resources)
      throws IOException {
    EmbeddedPostgres postgres = resources.open(() -> EmbeddedPostgres.start(ours.settings()));
    new Migrations(postgres.owner()).migrate();
    return postgres.service();
  }
}
