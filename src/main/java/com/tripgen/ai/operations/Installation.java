package com.tripgen.ai.operations;

import static com.tripgen.ai.operations.InstallationCheck.failed;
import static com.tripgen.ai.operations.InstallationCheck.ok;
import static com.tripgen.ai.operations.InstallationCheck.warning;

import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.DatabaseUnavailableException;
import com.tripgen.ai.database.EmbeddedPostgres;
import com.tripgen.ai.database.Migration;
import com.tripgen.ai.database.Migrations;
import com.tripgen.ai.jobs.JobType;
import com.tripgen.ai.operations.ExpectedSchema.Differences;
import com.tripgen.ai.operations.InstallationMapper.LastBackup;
import com.tripgen.ai.operations.InstallationMapper.RowCounts;
import com.tripgen.ai.operations.InstallationMapper.Site;
import com.tripgen.ai.operations.InstallationMapper.Standbys;
import com.tripgen.ai.operations.InstallationMapper.UnsafeSetting;
import com.tripgen.ai.operations.SchemaObject.Kind;
import io.grpc.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The checklist of the installation guide's section 12, the tests of its section 9, and what else
/// is good to know before the night. Runs with the rights of the owner or of the service.
public final class Installation {
  private static final String SERVICE = EmbeddedPostgres.SERVICE_ROLE;
  private static final int OLDEST_VERSION = 15;
  private static final int NEWEST_VERSION = 18;
  private static final int ROWS_COUNTED = 10_000;
  private static final int DOCUMENTS_READ = 100;
  private static final int JOBS_NAMED = 5;
  private static final int PAGES_THAT_MATTER = 1_280;
  private static final Duration BACKUPS_HAVE_STOPPED = Duration.ofDays(2);

  private final Database database;
  private final Migrations migrations;
  private final String address;
  private final ExpectedSchema expected = ExpectedSchema.ofThisBuild();

  /// @param access the one `database` works with
  public Installation(Database database, DatabaseAccess access) {
    this.database = database;
    this.migrations = new Migrations(access);
    this.address = "--database-url '" + access.sessionUrl().orElse(access.jdbcUrl()) + "'";
  }

  @FunctionalInterface
  private interface Check {
    InstallationCheck run(String name, InstallationMapper mapper);
  }

  /// The item that failed when there is no connection, so that nothing else can be checked.
  public static InstallationCheck unreachable(DatabaseUnavailableException reason) {
    return failed(
        "connection",
        String.valueOf(reason.getMessage()),
        """
        -- see that PostgreSQL runs, and that these let the role in (the guide's section 12.2), then reload:
        -- postgresql.conf: listen_addresses = '*'
        -- pg_hba.conf:     hostssl tripgen_ai ai_service,tripgen_owner 10.0.0.0/8 scram-sha-256\
        """);
  }

  /// Goes through every item of the checklist.
  ///
  /// @throws DatabaseUnavailableException when it can't be reached
  public List<InstallationCheck> check() {
    List<InstallationCheck> checks = new ArrayList<>();
    add(checks, "connection", Installation::connection);
    add(checks, "version", Installation::version);
    add(checks, "database", Installation::encoding);
    add(checks, "schema", this::schema);
    add(checks, "privileges", this::privileges);
    add(checks, "migrations", once(checks, List.of("schema"), this::migrations));
    add(checks, "tables", objects(checks, EnumSet.of(Kind.TABLE, Kind.COLUMN)));
    add(checks, "constraints", objects(checks, EnumSet.of(Kind.CONSTRAINT)));
    add(checks, "indexes", objects(checks, EnumSet.of(Kind.INDEX)));
    add(checks, "triggers", objects(checks, EnumSet.of(Kind.FUNCTION, Kind.TRIGGER)));
    add(checks, "extensions", Installation::extensions);
    add(checks, "basic_queries", Installation::basicQueries);
    add(checks, "json_queries", Installation::jsonQueries);
    add(checks, "initial_data", this::initialData);
    add(checks, "backup", this::backup);
    add(checks, "durability", Installation::durability);
    add(checks, "replication", Installation::replication);
    add(checks, "abandoned_jobs", Installation::abandonedJobs);
    add(checks, "bloat", Installation::bloat);
    return checks;
  }

  /// A check that can't be made fails only where no item before it explains why.
  private void add(List<InstallationCheck> checks, String name, Check check) {
    try {
      checks.add(inTransaction(name, check));
    } catch (DatabaseUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      if (Context.current().isCancelled()) {
        throw e;
      }
      String why = "could not be checked: " + reason(e);
      Optional<InstallationCheck> cause =
          checks.stream().filter(InstallationCheck::hasFailed).findFirst();
      checks.add(
          cause.isPresent()
              ? warning(name, why, "mend " + cause.get().name() + " first")
              : failed(name, why, whoIsInTheWay()));
    }
  }

  private InstallationCheck inTransaction(String name, Check check) {
    return database.transaction(
        session -> {
          InstallationMapper mapper = session.getMapper(InstallationMapper.class);
          mapper.prepare();
          return check.run(name, mapper);
        });
  }

  /// What lies at the bottom of a failure, in one line.
  static String reason(RuntimeException failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }

  private String whoIsInTheWay() {
    List<Integer> holders =
        database.transaction(session -> session.getMapper(InstallationMapper.class).lockHolders());
    return sql(
        "a superuser or the role that holds the lock",
        holders.stream().map("SELECT pg_terminate_backend(%d);"::formatted).toList());
  }

  private static String sql(String role, List<String> statements) {
    return statements.isEmpty()
        ? ""
        : "-- as " + role + ", in psql:\n" + String.join("\n", statements);
  }

  private String asOwner(InstallationMapper mapper, List<String> statements) {
    return sql(owner(mapper), statements);
  }

  private static String owner(InstallationMapper mapper) {
    return mapper.schemaOwner().orElse(EmbeddedPostgres.OWNER_ROLE);
  }

  private String command(String command, InstallationMapper mapper) {
    return "./tripgen " + command + " " + address + " --database-user " + owner(mapper);
  }

  private static InstallationCheck connection(String name, InstallationMapper mapper) {
    Site site = mapper.site();
    return ok(name, "connected to " + site.database() + " as " + site.role());
  }

  private static InstallationCheck version(String name, InstallationMapper mapper) {
    return version(name, mapper.site().version() / 10_000);
  }

  static InstallationCheck version(String name, int major) {
    String found = "PostgreSQL " + major;
    String range = "PostgreSQL " + OLDEST_VERSION + " to " + NEWEST_VERSION;
    if (major < OLDEST_VERSION) {
      return failed(
          name,
          found + " is too old, the service needs " + range,
          "back up with ./tripgen backup, and restore into a newer PostgreSQL with ./tripgen"
              + " restore");
    }
    return major > NEWEST_VERSION
        ? warning(
            name,
            found + " is newer than what this build was tested with, " + range,
            "see whether a newer build of the service is out")
        : ok(name, found);
  }

  private static InstallationCheck encoding(String name, InstallationMapper mapper) {
    Site site = mapper.site();
    return site.encoding().equals("UTF8")
        ? ok(name, site.database() + " is encoded in UTF8")
        : failed(
            name,
            site.database() + " is encoded in " + site.encoding() + ", Korean needs UTF8",
            "make another one with ./tripgen provision, and move the rows with ./tripgen backup and"
                + " restore");
  }

  private InstallationCheck schema(String name, InstallationMapper mapper) {
    return mapper
        .schemaOwner()
        .map(owner -> ok(name, "ai_schema is there, owned by " + owner))
        .orElseGet(() -> failed(name, "ai_schema is missing", command("migrate", mapper)));
  }

  private InstallationCheck privileges(String name, InstallationMapper mapper) {
    if (!mapper.serviceRoleExists()) {
      return failed(
          name,
          "the role " + SERVICE + " is missing",
          "./tripgen provision --run " + address + " --admin-user postgres");
    }
    List<String> missing = mapper.missingGrants();
    return missing.isEmpty()
        ? ok(name, SERVICE + " holds what it needs at run time")
        : failed(
            name, SERVICE + " lacks " + count(missing.size(), "grant"), asOwner(mapper, missing));
  }

  private InstallationCheck migrations(String name, InstallationMapper mapper) {
    List<Migration> pending = migrations.pending();
    return pending.isEmpty()
        ? ok(name, "the database has every migration of this build")
        : failed(
            name,
            count(pending.size(), "migration") + " of this build not applied",
            command("migrate", mapper));
  }

  private Check objects(List<InstallationCheck> before, Set<Kind> kinds) {
    return once(
        before, List.of("schema", "migrations"), (name, mapper) -> objects(name, mapper, kinds));
  }

  private InstallationCheck objects(String name, InstallationMapper mapper, Set<Kind> kinds) {
    Differences differences = expected.compare(kinds, mapper.objects());
    return differences.found().isEmpty()
        ? ok(name, "as this build makes them")
        : failed(
            name,
            String.join("; ", differences.found()),
            asOwner(mapper, differences.statements()));
  }

  /// What rests on other items is not checked before these are mended.
  private static Check once(List<InstallationCheck> before, List<String> needed, Check check) {
    return (name, mapper) ->
        before.stream()
            .filter(it -> it.hasFailed() && needed.contains(it.name()))
            .findFirst()
            .map(cause -> warning(name, "not checked yet", "mend " + cause.name() + " first"))
            .orElseGet(() -> check.run(name, mapper));
  }

  /// Section 3.2 of the guide makes them, no statement of the service needs them.
  private static InstallationCheck extensions(String name, InstallationMapper mapper) {
    List<String> missing = mapper.missingExtensions();
    return missing.isEmpty()
        ? ok(name, "as the guide has them")
        : warning(
            name,
            "the guide's " + String.join(" and ", missing) + " not created; the service needs none",
            sql(
                "a superuser",
                missing.stream()
                    .map("CREATE EXTENSION IF NOT EXISTS \"%s\";"::formatted)
                    .toList()));
  }

  private static InstallationCheck basicQueries(String name, InstallationMapper mapper) {
    List<String> hiding = mapper.rowSecurity();
    if (!hiding.isEmpty()) {
      return failed(
          name, "row level security hides rows from the service", sql(owner(mapper), hiding));
    }
    RowCounts rows = mapper.rowCounts(ROWS_COUNTED);
    return ok(
        name,
        Stream.of(
                upTo(rows.jobs(), "job"),
                upTo(rows.schedules(), "schedule"),
                upTo(rows.recommendations(), "recommendation"))
            .collect(Collectors.joining(", ")));
  }

  private static String upTo(long rows, String what) {
    return (rows == ROWS_COUNTED ? "at least " : "") + count(rows, what);
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  private static InstallationCheck jsonQueries(String name, InstallationMapper mapper) {
    List<String> mends = mapper.unreadableDocuments(DOCUMENTS_READ);
    return mends.isEmpty()
        ? ok(name, "the newest documents can be read")
        : failed(
            name,
            count(mends.size(), "document") + " of the newest not the guide's JSON",
            sql(owner(mapper) + " or " + SERVICE, mends));
  }

  private InstallationCheck initialData(String name, InstallationMapper mapper) {
    String[] types = Arrays.stream(JobType.values()).map(JobType::name).toArray(String[]::new);
    List<String> missing = mapper.missingJobTypes(types);
    if (!missing.isEmpty()) {
      return failed(
          name,
          "ai_job_types lacks " + String.join(", ", missing),
          asOwner(
              mapper,
              missing.stream()
                  .map("INSERT INTO ai_schema.ai_job_types (job_type) VALUES ('%s');"::formatted)
                  .toList()));
    }
    return mapper.rowCounts(1).isEmpty()
        ? warning(
            name,
            "there are no rows yet; the guide's sample rows are for trying it out",
            command("seed-sample-data", mapper))
        : ok(name, "there are rows");
  }

  private InstallationCheck backup(String name, InstallationMapper mapper) {
    String remedy = command("backup --dir /backup/ai", mapper);
    Optional<LastBackup> last = mapper.lastBackup();
    if (last.isEmpty()) {
      return warning(
          name, "./tripgen backup has not run yet; other backups are not known here", remedy);
    }
    String found =
        "the last backup, %s, is %d hours old"
            .formatted(last.get().file(), last.get().age().toHours());
    return last.get().age().compareTo(BACKUPS_HAVE_STOPPED) > 0
        ? failed(name, found, remedy)
        : ok(name, found);
  }

  private static InstallationCheck durability(String name, InstallationMapper mapper) {
    List<UnsafeSetting> unsafe = mapper.unsafeSettings();
    return unsafe.isEmpty()
        ? ok(name, "a crash of the server loses nothing that was acknowledged")
        : warning(
            name,
            "a crash may lose what was acknowledged: "
                + unsafe.stream()
                    .map(setting -> setting.name() + " is " + setting.value())
                    .collect(Collectors.joining(", ")),
            sql("a superuser", unsafe.stream().map(UnsafeSetting::mend).toList()));
  }

  private static InstallationCheck replication(String name, InstallationMapper mapper) {
    Standbys standbys = mapper.standbys();
    if (standbys.awaited().isEmpty()) {
      return warning(
          name,
          "there is no synchronous standby: a promotion may lose what was acknowledged last",
          sql(
              "a superuser, once a standby streams (without one every commit would wait)",
              List.of(
                  "ALTER SYSTEM SET synchronous_standby_names = 'ANY 1 (*)';",
                  "SELECT pg_reload_conf();")));
    }
    return standbys.connected() > 0
        ? ok(name, "commits wait for " + standbys.awaited())
        : failed(
            name,
            "commits wait for " + standbys.awaited() + ", and no standby is connected",
            sql(
                "a superuser, unless the standby can be started again",
                List.of(
                    "ALTER SYSTEM RESET synchronous_standby_names;", "SELECT pg_reload_conf();")));
  }

  private static InstallationCheck abandonedJobs(String name, InstallationMapper mapper) {
    List<String> jobs = mapper.abandonedJobs(JOBS_NAMED + 1);
    return jobs.isEmpty()
        ? ok(name, "every running job has a worker")
        : warning(
            name,
            (jobs.size() > JOBS_NAMED ? "more than " + JOBS_NAMED : Integer.toString(jobs.size()))
                + " PROCESSING without a worker, from before the database was adopted: nobody runs"
                + " them",
            jobs.stream()
                .limit(JOBS_NAMED)
                .map(
                    ("grpcurl -plaintext -d '{\"request_id\":\"%s\"}' localhost:9090"
                            + " tripgen.ai.v1.JobService/CancelJob")
                        ::formatted)
                .collect(Collectors.joining("\n")));
  }

  private static InstallationCheck bloat(String name, InstallationMapper mapper) {
    return bloat(name, mapper, PAGES_THAT_MATTER);
  }

  /// @param minimumPages from which an index is looked at
  static InstallationCheck bloat(String name, InstallationMapper mapper, int minimumPages) {
    List<String> bloated = mapper.bloatedIndexes(minimumPages);
    return bloated.isEmpty()
        ? ok(name, "no index is much larger than its entries")
        : warning(
            name,
            "several times as large as their entries: " + String.join(", ", bloated),
            sql(
                owner(mapper),
                bloated.stream()
                    .map("REINDEX INDEX CONCURRENTLY ai_schema.%s;"::formatted)
                    .toList()));
  }
}
