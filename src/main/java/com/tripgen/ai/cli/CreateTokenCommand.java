package com.tripgen.ai.cli;

import com.tripgen.ai.server.AccessToken;
import com.tripgen.ai.server.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Makes a token for a caller. It is shown this once; only its hash is for the tokens file.
@Command(
    name = "create",
    header = "Make a token for a caller, and its line for the tokens file.",
    description = {
      "The line goes to the output, so that >> appends it to the file; the token itself is shown",
      "beside it this once. Two lines of one name are both let in, so that a token is replaced",
      "without a gap: add the new one, hand it out, delete the old one."
    })
final class CreateTokenCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "Whom it is for; also the default fairness key of its jobs.")
  private String name = "";

  @Option(
      names = "--scope",
      required = true,
      split = ",",
      paramLabel = "SCOPE",
      description = "What it allows: read, write, admin; none includes another.")
  private Set<Scope> scopes = EnumSet.noneOf(Scope.class);

  @Option(
      names = "--expires",
      paramLabel = "DATE",
      description =
          "The day (UTC) at whose beginning it ends, such as 2027-01-31 (default: never).")
  private @Nullable LocalDate expires;

  CreateTokenCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    String secret = AccessToken.newSecret();
    Optional<Instant> expiry =
        Optional.ofNullable(expires).map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant());
    terminal.out().println(token(AccessToken.hash(secret), expiry).line());
    terminal.err().println("The token, shown this once: " + secret);
    return TripgenCommand.FINE;
  }

  private AccessToken token(String hash, Optional<Instant> expiry) {
    try {
      return new AccessToken(name, scopes, hash, expiry);
    } catch (IllegalArgumentException e) {
      if (spec == null) {
        throw e;
      }
      throw new ParameterException(spec.commandLine(), "--name: " + e.getMessage(), e);
    }
  }
}
