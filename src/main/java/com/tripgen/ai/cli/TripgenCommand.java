package com.tripgen.ai.cli;

import com.tripgen.ai.jobs.JobHandler;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `tripgen` itself: knows the commands and what they have in common.
@Command(
    name = "tripgen",
    versionProvider = TripgenCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "The AI backend of a trip planner: durable jobs over gRPC on PostgreSQL.",
    footer = {
      "",
      "Every option may stand in the environment instead: --data-dir as TRIPGEN_DATA_DIR, or in"
          + " the",
      "file that --config names: data-dir=/data. An option wins over the environment, that over the"
          + " file.",
      "Exit codes: 0 fine, 1 failed, 2 wrong usage.",
      "New here? Begin with: ./tripgen demo"
    })
public final class TripgenCommand implements Callable<Integer> {
  static final int FINE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  private static final OptionSpec HELP =
      OptionSpec.builder("-h", "--help")
          .usageHelp(true)
          .description("Show this help and exit.")
          .build();

  /// Read by [ConfigFile] before all others.
  private static final OptionSpec CONFIG =
      OptionSpec.builder(ConfigFile.OPTION)
          .type(String.class)
          .paramLabel("FILE")
          .description(
              "Java properties with settings below the environment, such as data-dir=/data.")
          .build();

  private static final OptionSpec VERSION =
      OptionSpec.builder("-V", "--version")
          .versionHelp(true)
          .description("Show the version and exit.")
          .build();
  private static final int WIDEST_HELP = 100;
  private static final int NARROWEST_HELP = 60;

  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--verbose",
      fallbackValue = "true",
      scope = ScopeType.INHERIT,
      description = "Log details, and show the stack trace of a failure.")
  private boolean verbose;

  private TripgenCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /// Runs the command that the arguments name, and returns the exit code.
  public static int run(String... arguments) {
    return run(UnaryOperator.identity(), arguments);
  }

  /// The same, where `serve` runs each handler of jobs wrapped in another.
  public static int run(UnaryOperator<JobHandler> wrap, String... arguments) {
    Map<String, String> environment = System.getenv();
    return execute(Terminal.ofThisProcess(environment), environment, wrap, arguments);
  }

  static int execute(
      Terminal terminal,
      Map<String, String> environment,
      UnaryOperator<JobHandler> wrap,
      String... arguments) {
    ConfigFile file = ConfigFile.named(arguments, environment);
    // To make the commands for people as well would be a fifth of the server's start. A file may
    // hold settings of any of them.
    boolean onlyServe =
        file.isNone() && arguments.length > 0 && arguments[0].equals(ServeCommand.NAME);
    return commandLine(terminal, environment, file, wrap, onlyServe).execute(arguments);
  }

  private static CommandLine commandLine(
      Terminal terminal,
      Map<String, String> ofTheProcess,
      ConfigFile file,
      UnaryOperator<JobHandler> wrap,
      boolean onlyServe) {
    Map<String, String> environment = file.under(ofTheProcess);
    TripgenCommand tripgen = new TripgenCommand(environment);
    Failures failures = new Failures(terminal, tripgen);
    CommandLine commandLine = new CommandLine(tripgen);
    if (onlyServe) {
      commandLine.addSubcommand(new ServeCommand(terminal, environment, wrap));
    } else {
      commandLine
          .addSubcommand(new DemoCommand(terminal, environment))
          .addSubcommand(new ServeCommand(terminal, environment, wrap))
          .addSubcommand(new CheckConfigCommand(terminal, ofTheProcess, file))
          .addSubcommand(new ProvisionCommand(terminal, environment))
          .addSubcommand(new MigrateCommand(terminal, environment))
          .addSubcommand(jobs(terminal, environment))
          .addSubcommand(schedules(terminal, environment))
          .addSubcommand(recommendations(terminal, environment))
          .addSubcommand(tokens(terminal))
          .addSubcommand(new DoctorCommand(terminal, environment))
          .addSubcommand(new SeedSampleDataCommand(terminal, environment))
          .addSubcommand(new StatsCommand(terminal, environment))
          .addSubcommand(new BackupCommand(terminal, environment))
          .addSubcommand(new RestoreCommand(terminal, environment))
          .addSubcommand(new ChaosCommand(terminal))
          .addSubcommand(bench(terminal))
          .addSubcommand(new EvalCommand(terminal))
          .addSubcommand(new CompletionCommand(terminal));
    }
    commandLine.getCommandSpec().addOption(VERSION);
    commandLine.getCommandSpec().addOption(CONFIG);
    commandLine.getCommandSpec().addOption(HELP);
    addCommonOptions(commandLine);
    gatherErrors(commandLine);
    EnvironmentDefaults defaults = new EnvironmentDefaults(environment);
    return commandLine
        .setOut(writer(terminal.out()))
        .setErr(writer(terminal.err()))
        .setColorScheme(Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.clamp(terminal.width(), NARROWEST_HELP, WIDEST_HELP))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setDefaultValueProvider(defaults)
        .setExecutionStrategy(parsed -> checkAndRun(parsed, file, defaults))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }

  private static CommandLine bench(Terminal terminal) {
    return new CommandLine(new BenchCommand(terminal))
        .addSubcommand(new BenchGrowthCommand(terminal))
        .addSubcommand(new BenchPlannerCommand(terminal));
  }

  private static CommandLine jobs(Terminal terminal, Map<String, String> environment) {
    return new CommandLine(new JobsCommand())
        .addSubcommand(new SubmitJobCommand(terminal, environment))
        .addSubcommand(new WatchJobCommand(terminal, environment))
        .addSubcommand(new ListJobsCommand(terminal, environment))
        .addSubcommand(new JobCommand.Get(terminal, environment))
        .addSubcommand(new JobCommand.Cancel(terminal, environment))
        .addSubcommand(new JobCommand.Retry(terminal, environment));
  }

  private static CommandLine schedules(Terminal terminal, Map<String, String> environment) {
    return new CommandLine(new SchedulesCommand())
        .addSubcommand(new GetScheduleCommand(terminal, environment))
        .addSubcommand(new ListSchedulesCommand(terminal, environment))
        .addSubcommand(new ValidateScheduleCommand(terminal, environment));
  }

  private static CommandLine recommendations(Terminal terminal, Map<String, String> environment) {
    return new CommandLine(new RecommendationsCommand())
        .addSubcommand(new GetRecommendationCommand(terminal, environment));
  }

  private static CommandLine tokens(Terminal terminal) {
    return new CommandLine(new TokensCommand()).addSubcommand(new CreateTokenCommand(terminal));
  }

  private static void addCommonOptions(CommandLine parent) {
    for (CommandLine command : parent.getSubcommands().values()) {
      command.getCommandSpec().addOption(CONFIG);
      command.getCommandSpec().addOption(HELP);
      addCommonOptions(command);
    }
  }

  private static void gatherErrors(CommandLine command) {
    command.getCommandSpec().parser().collectErrors(true);
    command.getSubcommands().values().forEach(TripgenCommand::gatherErrors);
  }

  /// Everything that is wrong is told at once, before anything is begun.
  private static int checkAndRun(
      ParseResult parsed, ConfigFile file, EnvironmentDefaults defaults) {
    List<CommandLine> chain = parsed.asCommandLineList();
    if (chain.stream().anyMatch(it -> it.isUsageHelpRequested() || it.isVersionHelpRequested())) {
      return new RunLast().execute(parsed);
    }
    UsageErrors errors = new UsageErrors();
    file.errors(chain.getFirst()).forEach(errors::add);
    for (CommandLine command : chain) {
      for (Exception error : command.getParseResult().errors()) {
        errors.add(Failures.sentence(error));
      }
    }
    CommandSpec last = chain.getLast().getCommandSpec();
    defaults.errors(last).forEach(errors::add);
    if (last.userObject() instanceof Checked command) {
      command.check(errors);
    }
    errors.throwIfAny(last);
    return new RunLast().execute(parsed);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /// Without a command there is only the help.
  @Override
  public Integer call() {
    if (spec != null) {
      spec.commandLine().usage(spec.commandLine().getErr());
    }
    return WRONG_USAGE;
  }

  boolean verbose() {
    return verbose || environment.containsKey("TRIPGEN_DEBUG");
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version =
          Optional.ofNullable(TripgenCommand.class.getPackage().getImplementationVersion())
              .orElse("(not packaged)");
      return new String[] {"tripgen-ai " + version + ", Java " + Runtime.version().feature()};
    }
  }
}
