package com.tripgen.ai.bench.service;

import com.tripgen.ai.bench.service.BenchSite.ServeChild;
import io.grpc.CallOptions;
import io.grpc.stub.ClientCalls;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A fresh server process, against a bare gRPC server's: how soon it answers, and how much memory
/// it then holds.
final class ProcessContest implements Contest {
  private final BenchSite site;
  private final Measure measure;

  private ProcessContest(BenchSite site, Measure measure) {
    this.site = site;
    this.measure = measure;
  }

  private interface Measure {
    double of(ServeChild server, double secondsToAnswer) throws IOException;
  }

  static Contest ofStart(BenchSite site) {
    return new ProcessContest(site, (_, seconds) -> 1000 * seconds);
  }

  static Contest ofMemory(BenchSite site) {
    return new ProcessContest(site, (server, _) -> residentMegabytes(server.pid()));
  }

  @Override
  public double service() throws IOException, InterruptedException {
    long started = System.nanoTime();
    try (ServeChild serve = site.launchServe(BenchSite.SERVE)) {
      serve.awaitServing();
      return measure.of(serve, (System.nanoTime() - started) / 1e9);
    }
  }

  @Override
  public double limit() throws IOException, InterruptedException {
    long started = System.nanoTime();
    try (ServeChild echo = site.launchEcho()) {
      echo.awaitServing();
      try (CallLoad load = new CallLoad(echo.port())) {
        var _ =
            ClientCalls.blockingUnaryCall(
                load.channel(),
                RawCalls.ECHO,
                CallOptions.DEFAULT,
                ByteBuffer.allocate(Integer.BYTES).array());
      }
      return measure.of(echo, (System.nanoTime() - started) / 1e9);
    }
  }

  private static double residentMegabytes(long pid) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
    try (BufferedReader output = ps.inputReader()) {
      return Integer.parseInt(output.readLine().strip()) / 1024.0;
    }
  }

  @Override
  public void close() {
    // Every process ends with its measurement.
  }
}
