package com.tripgen.ai.cli;

import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.EmbeddedPostgres;
import com.tripgen.ai.database.Provisioning;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes database, schema and roles, or prints how.
@Command(
    name = "provision",
    header = "Make the database, its schema and its two roles, or print the SQL that does.",
    description = {
      "Sections 3 and 8 of the installation guide. Prints SQL for psql to review; with --run does"
          + " it as an",
      "administrator. Safe to repeat. Passwords come from these variables, or from the files that"
          + " the same",
      "names with _FILE after them name, and are sent and printed as SCRAM verifiers only:",
      "  TRIPGEN_OWNER_PASSWORD    of tripgen_owner, which migrates and backs up",
      "  TRIPGEN_SERVICE_PASSWORD  of ai_service, which serves",
      "  TRIPGEN_ADMIN_PASSWORD    of the administrator, with --run"
    })
final class ProvisionCommand implements Callable<Integer>, Checked {
  private static final Secret OWNER =
      new Secret("TRIPGEN_OWNER_PASSWORD", EmbeddedPostgres.OWNER_ROLE);
  private static final Secret SERVICE =
      new Secret("TRIPGEN_SERVICE_PASSWORD", EmbeddedPostgres.SERVICE_ROLE);
  private static final Secret ADMINISTRATOR =
      new Secret("TRIPGEN_ADMIN_PASSWORD", "the administrator");

  private final Terminal terminal;
  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--database-url",
      paramLabel = "URL",
      defaultValue = "jdbc:postgresql://localhost:5432/tripgen_ai",
      description = "The database to make (default: ${DEFAULT-VALUE}).")
  private String url = "";

  @Option(names = "--run", description = "Do it instead of printing it.")
  private boolean run;

  @Option(
      names = "--admin-user",
      paramLabel = "NAME",
      defaultValue = "postgres",
      description = "The superuser of --run (default: ${DEFAULT-VALUE}).")
  private String adminUser = "";

  @Option(
      names = "--admin-database",
      paramLabel = "NAME",
      defaultValue = "postgres",
      description = "The database that exists already, to connect to (default: ${DEFAULT-VALUE}).")
  private String adminDatabase = "";

  ProvisionCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
  }

  /// What there is to do, and as whom; without one it is printed.
  private record Plan(Provisioning provisioning, Optional<DatabaseAccess> administrator) {}

  @Override
  public void check(UsageErrors errors) {
    var _ = errors.gather(this::plan);
  }

  @Override
  public Integer call() {
    Logs.QUIET.begin();
    Plan plan = plan();
    if (plan.administrator().isEmpty()) {
      terminal.out().print(plan.provisioning().script());
      return TripgenCommand.FINE;
    }
    plan.provisioning().run(plan.administrator().get());
    terminal
        .out()
        .println(
            "Provisioned. Next: ./tripgen migrate --database-url '%s' --database-user %s"
                .formatted(url, EmbeddedPostgres.OWNER_ROLE));
    return TripgenCommand.FINE;
  }

  private Plan plan() {
    UsageErrors errors = new UsageErrors();
    Optional<String> owner = errors.gather(() -> OWNER.read(environment));
    Optional<String> service = errors.gather(() -> SERVICE.read(environment));
    Optional<String> admin =
        run ? errors.gather(() -> ADMINISTRATOR.read(environment)) : Optional.empty();
    Optional<DatabaseAccess> target =
        errors.gather(() -> DatabaseAccess.of(url, adminUser, admin.orElse("")));
    errors.require(
        !url.contains("password="),
        "a password in the URL is there for all to see: put it in " + ADMINISTRATOR.variable());
    Optional<Provisioning> provisioning =
        target.flatMap(
            access ->
                errors.gather(
                    () ->
                        new Provisioning(access.database(), owner.orElse(""), service.orElse(""))));
    errors.throwIfAny(spec);
    return new Plan(
        provisioning.orElseThrow(),
        run ? target.map(access -> access.to(adminDatabase)) : Optional.empty());
  }
}
