package com.tripgen.ai.cli;

import com.google.protobuf.MessageOrBuilder;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// A command that calls a running service for a person: shows what it answers, or its JSON and
/// nothing else.
abstract class ServiceCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LONGEST_JOB = Duration.ofHours(1);

  private final Terminal terminal;
  private final Map<String, String> environment;

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final TargetOptions target;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationText.class,
      description =
          "The longest wait, such as 5m (default: 30s for an answer, 1h for the end of a job).")
  private @Nullable Duration timeout;

  @Option(
      names = "--json",
      fallbackValue = "true",
      description = "Print the message as JSON and nothing else.")
  private boolean json;

  ServiceCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.environment = environment;
    this.target = new TargetOptions(environment);
  }

  /// Calls the service and shows what it answers.
  ///
  /// @return the exit code
  abstract int run(ServiceClient client) throws InterruptedException;

  @Override
  public final Integer call() throws IOException, InterruptedException {
    boolean verbose =
        spec != null && spec.root().userObject() instanceof TripgenCommand root && root.verbose();
    (verbose ? Logs.DETAILED : Logs.QUIET).begin();
    AtomicInteger code = new AtomicInteger();
    OpenResources.during(
        resources -> {
          ServiceClient client =
              resources.open(
                  () -> new ServiceClient(target.channel(), target.address(), timeoutOr(PATIENCE)));
          try {
            code.set(run(client));
          } catch (StatusRuntimeException e) {
            throw failure(e);
          }
        });
    return code.get();
  }

  private UserError failure(StatusRuntimeException failure) {
    return failure.getStatus().getCode() == Code.DEADLINE_EXCEEDED
        ? new UserError(
            "it was not over in time on " + target.address() + "; --timeout allows more", failure)
        : CallFailure.of(failure);
  }

  /// How long a job may take to its end.
  final Duration jobTime() {
    return timeoutOr(LONGEST_JOB);
  }

  private Duration timeoutOr(Duration usual) {
    return timeout == null ? usual : timeout;
  }

  final Terminal terminal() {
    return terminal;
  }

  final Language language() {
    return Language.of(environment);
  }

  final boolean json() {
    return json;
  }

  final void print(MessageOrBuilder message) {
    terminal.out().println(MessageJson.document(message));
  }

  /// A word about what can be done next, for people alone.
  final void hint(String sentence) {
    if (!json) {
      terminal.err().println(sentence);
    }
  }

  final ParameterException wrong(String sentence) {
    if (spec == null) {
      throw new IllegalStateException("this command was not parsed");
    }
    return new ParameterException(spec.commandLine(), sentence);
  }
}
