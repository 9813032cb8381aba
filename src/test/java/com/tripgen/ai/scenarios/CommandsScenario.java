package com.tripgen.ai.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.tripgen.ai.Main;
import com.tripgen.ai.v1.GetTripScheduleRequest;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.ScheduleServiceGrpc;
import com.tripgen.ai.v1.WatchJobRequest;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands as a user starts them: processes of their own.
class CommandsScenario {
  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  private ProcessBuilder command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(folder.toFile());
  }

  private Ended run(String... arguments) throws Exception {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    Process process =
        command(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended in time").isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  @Test
  void the_demo_plans_a_real_trip_and_prints_it() throws Exception {
    Ended demo = run("demo", "--language", "en");

    assertThat(demo.code()).as(demo.err()).isZero();
    assertThat(demo.out())
        .contains("Day 1 ·", "Day 5 ·", "Seoul → Busan", "builtin-planner/1", "100 %")
        .contains("grpcurl");
  }

  @Test
  void serve_keeps_its_data_between_runs() throws Exception {
    String data = folder.resolve("data").toString();
    Process first = serve(data);
    try (Caller caller = Caller.of(first)) {
      var _ =
          ScheduleServiceGrpc.newBlockingStub(caller.channel())
              .generateSchedule(Trips.request("kept-1", Trips.seoul("trip-kept")).build());
      JobServiceGrpc.newBlockingStub(caller.channel())
          .watchJob(WatchJobRequest.newBuilder().setRequestId("kept-1").build())
          .forEachRemaining(update -> {});
    }
    stop(first);

    Process second = serve(data);
    try (Caller caller = Caller.of(second)) {
      assertThat(
              ScheduleServiceGrpc.newBlockingStub(caller.channel())
                  .getTripSchedule(
                      GetTripScheduleRequest.newBuilder().setTripId("trip-kept").build())
                  .getSchedule()
                  .getDaysCount())
          .isEqualTo(3);
    }
    stop(second);
  }

  private Process serve(String data) throws IOException {
    return command("serve", "--embedded", "--port", "0", "--http-port", "0", "--data-dir", data)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void stop(Process server) throws InterruptedException {
    server.destroy();
    assertThat(server.waitFor(60, TimeUnit.SECONDS)).as("drained in time").isTrue();
  }

  /// A connection to the address that `serve` prints.
  private record Caller(ManagedChannel channel) implements AutoCloseable {
    private static final String SERVING = "serving gRPC on ";

    static Caller of(Process server) throws IOException {
      BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
      String line = out.readLine();
      while (line != null && !line.startsWith(SERVING)) {
        line = out.readLine();
      }
      assertThat(line).as("the line that says it serves").isNotNull();
      return new Caller(
          NettyChannelBuilder.forTarget(line.substring(SERVING.length())).usePlaintext().build());
    }

    @Override
    public void close() {
      channel.shutdownNow();
    }
  }

  @Test
  void a_port_in_use_is_one_clear_sentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ended serve =
          run(
              "serve",
              "--embedded",
              "--http-port",
              "0",
              "--data-dir",
              folder.resolve("data").toString(),
              "--port",
              Integer.toString(taken.getLocalPort()));

      assertThat(serve.code()).isEqualTo(1);
      assertThat(serve.err()).contains("port " + taken.getLocalPort()).doesNotContain("\tat ");
    }
  }

  @Test
  void a_port_in_use_for_the_embedded_database_is_one_clear_sentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ended serve =
          run(
              "serve",
              "--embedded",
              "--http-port",
              "0",
              "--data-dir",
              folder.resolve("data").toString(),
              "--port",
              "0",
              "--embedded-port",
              Integer.toString(taken.getLocalPort()));

      assertThat(serve.code()).isEqualTo(1);
      assertThat(serve.err()).contains("port " + taken.getLocalPort()).doesNotContain("\tat ");
    }
  }

  @Test
  void a_data_folder_that_is_a_file_is_one_clear_sentence() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    Ended serve =
        run(
            "serve",
            "--embedded",
            "--data-dir",
            file.toString(),
            "--port",
            "0",
            "--http-port",
            "0");

    assertThat(serve.code()).isEqualTo(1);
    assertThat(serve.err()).contains(file.toString()).doesNotContain("\tat ");
  }

  @Test
  void wrong_usage_exits_with_two() throws Exception {
    assertThat(run("serve").code()).isEqualTo(2);
    assertThat(run("fly").code()).isEqualTo(2);
  }
}
