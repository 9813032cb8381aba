package com.tripgen.ai.cli;

import com.tripgen.ai.jobs.JobHandler;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
      "Every option may stand in the environment instead: --data-dir as TRIPGEN_DATA_DIR.",
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
    return commandLine(Terminal.ofThisProcess(environment), environment, wrap).execute(arguments);
  }

  static CommandLine commandLine(Terminal terminal, Map<String, String> environment) {
    return commandLine(terminal, environment, UnaryOperator.identity());
  }

  private static CommandLine commandLine(
      Terminal terminal, Map<String, String> environment, UnaryOperator<JobHandler> wrap) {
    TripgenCommand tripgen = new TripgenCommand(environment);
    Failures failures = new Failures(terminal, tripgen);
    CommandLine commandLine =
        new CommandLine(tripgen)
            .addSubcommand(new DemoCommand(terminal, environment))
            .addSubcommand(new ServeCommand(terminal, environment, wrap))
            .addSubcommand(new MigrateCommand(terminal, environment))
            .addSubcommand(new ChaosCommand(terminal))
            .addSubcommand(bench(terminal))
            .addSubcommand(new EvalCommand(terminal));
    commandLine.getCommandSpec().addOption(VERSION);
    commandLine.getCommandSpec().addOption(HELP);
    addHelp(commandLine);
    return commandLine
        .setOut(writer(terminal.out()))
        .setErr(writer(terminal.err()))
        .setColorScheme(Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.clamp(terminal.width(), NARROWEST_HELP, WIDEST_HELP))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures);
  }

  private static CommandLine bench(Terminal terminal) {
    return new CommandLine(new BenchCommand()).addSubcommand(new BenchPlannerCommand(terminal));
  }

  private static void addHelp(CommandLine parent) {
    for (CommandLine command : parent.getSubcommands().values()) {
      command.getCommandSpec().addOption(HELP);
      addHelp(command);
    }
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
