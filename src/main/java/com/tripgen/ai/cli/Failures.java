package com.tripgen.ai.cli;

import com.tripgen.ai.cli.Terminal.Style;
import com.tripgen.ai.database.DatabaseStartException;
import com.tripgen.ai.database.DatabaseUnavailableException;
import com.tripgen.ai.database.MigrationException;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.operations.BackupException;
import com.tripgen.ai.operations.OthersRowsException;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// What people are told when a command fails: one sentence, and the stack trace only for those who
/// ask for it.
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private final Terminal terminal;
  private final TripgenCommand options;

  Failures(Terminal terminal, TripgenCommand options) {
    this.terminal = terminal;
    this.options = options;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parseResult) {
    if (!(failure instanceof StoppedException)) {
      report(sentence(failure));
      if (options.verbose()) {
        failure.printStackTrace(terminal.err());
      }
    }
    return TripgenCommand.FAILED;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine commandLine = failure.getCommandLine();
    List<String> sentences =
        failure instanceof WrongSettings wrong ? wrong.sentences() : List.of(sentence(failure));
    if (sentences.size() == 1) {
      report(sentences.getFirst());
    } else {
      report(sentences.size() + " settings are wrong:");
      sentences.forEach(sentence -> terminal.err().println("  " + sentence));
    }
    terminal.err().println("Try './" + commandLine.getCommandSpec().qualifiedName() + " --help'.");
    return TripgenCommand.WRONG_USAGE;
  }

  private void report(String sentence) {
    terminal.err().println(terminal.paint(Style.RED, "tripgen: ") + sentence);
  }

  static String sentence(Exception failure) {
    return switch (failure) {
      case UnmatchedArgumentException error -> sentence(error);
      case ParameterException error -> message(error).replaceFirst("^Error: ", "");
      case UserError error -> message(error);
      case DatabaseStartException error -> message(error);
      case MigrationException error -> message(error);
      case BackupException error -> message(error);
      case OthersRowsException error -> message(error);
      case ServiceException error -> message(error);
      case DatabaseUnavailableException error ->
          message(error).replaceFirst("\\.$", "") + "; check that it runs and --database-url";
      default -> "this should not have happened: " + failure + "; --verbose shows where";
    };
  }

  private static String message(Exception failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
  }

  private static String sentence(UnmatchedArgumentException failure) {
    String word = failure.getUnmatched().getFirst();
    boolean option = word.startsWith("-");
    boolean command = !option && failure.getCommandLine().getParent() == null;
    String what = option ? "option" : command ? "command" : "argument";
    List<String> similar =
        failure.getSuggestions().stream()
            .filter(suggestion -> suggestion.charAt(0) == word.charAt(0))
            .toList();
    return "there is no "
        + what
        + " '"
        + word
        + "'"
        + (similar.isEmpty() ? "" : "; did you mean " + String.join(" or ", similar) + "?");
  }
}
