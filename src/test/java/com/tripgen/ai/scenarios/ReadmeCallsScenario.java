package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The README's grpcurl lines, each carried out as grpcurl would: through reflection, in their
/// order, against a server on an empty database.
class ReadmeCallsScenario {
  private static final Pattern LINE =
      Pattern.compile(
          "grpcurl -plaintext (?:-d '(?<json>[^']*)'\\s+)?localhost:9090"
              + " (?<method>tripgen\\.ai\\.v1\\.\\w+/\\w+)");

  private record Call(String method, String json) {}

  @Test
  void every_call_of_the_readme_succeeds_and_every_rpc_is_there() throws Exception {
    List<Call> calls = calls(Files.readString(Path.of("README.md")));

    try (TestDatabase database = TestDatabase.create();
        Replica replica = Replica.start(database.service())) {
      ReflectionClient client = new ReflectionClient(replica.channel());
      List<String> rpcs = new ArrayList<>();
      for (String service : client.services()) {
        if (service.startsWith("tripgen.")) {
          rpcs.addAll(client.methods(service));
        }
      }
      assertThat(calls).extracting(Call::method).containsAll(rpcs);

      for (Call call : calls) {
        assertThat(client.call(call.method(), call.json())).as("%s", call).isNotEmpty();
      }
    }
  }

  /// Lines are joined where they end with a backslash or within quotes, as a shell does.
  private static List<Call> calls(String readme) {
    List<Call> calls = new ArrayList<>();
    Matcher lines = LINE.matcher(readme.replace("\\\n", " "));
    while (lines.find()) {
      String json = lines.group("json");
      calls.add(new Call(lines.group("method"), json == null ? "{}" : json));
    }
    return calls;
  }
}
