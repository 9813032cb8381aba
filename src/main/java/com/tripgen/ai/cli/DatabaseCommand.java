package com.tripgen.ai.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import com.tripgen.ai.database.Database;
import com.tripgen.ai.database.DatabaseAccess;
import com.tripgen.ai.database.PoolSettings;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/// A command that works on the database itself, without a server.
abstract class DatabaseCommand implements Callable<Integer>, Checked {
  private final Terminal terminal;

  @ParentCommand private @Nullable TripgenCommand tripgen;

  @Mixin private final DatabaseOptions options;

  DatabaseCommand(Terminal terminal, Map<String, String> environment) {
    this.terminal = terminal;
    this.options = new DatabaseOptions(environment);
  }

  /// What the command works with.
  record Connected(Database database, DatabaseAccess access, OpenResources resources) {}

  @Override
  public void check(UsageErrors errors) {
    var _ = errors.gather(options::choice);
  }

  @Override
  public final Integer call() throws IOException, InterruptedException {
    DatabaseChoice choice = options.choice();
    (tripgen != null && tripgen.verbose() ? Logs.DETAILED : Logs.QUIET).begin();
    int[] code = {TripgenCommand.FINE};
    OpenResources.during(
        resources -> {
          DatabaseAccess access = choice.owner(resources);
          Database database = resources.open(() -> new Database(access, PoolSettings.ONE_BY_ONE));
          code[0] = run(new Connected(database, access, resources));
        });
    return code[0];
  }

  /// Does the work of the command and returns its exit code.
  abstract int run(Connected connected) throws IOException, InterruptedException;

  Terminal terminal() {
    return terminal;
  }

  /// As the message is documented in the contract, every field present.
  void printJson(MessageOrBuilder message) {
    try {
      terminal
          .out()
          .println(
              JsonFormat.printer()
                  .alwaysPrintFieldsWithNoPresence()
                  .preservingProtoFieldNames()
                  .print(message));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("a message of ours that is no JSON", e);
    }
  }
}
