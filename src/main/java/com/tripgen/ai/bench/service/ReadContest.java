package com.tripgen.ai.bench.service;

import com.tripgen.ai.v1.GetJobRequest;
import com.tripgen.ai.v1.GetRecommendationRequest;
import com.tripgen.ai.v1.JobServiceGrpc;
import com.tripgen.ai.v1.RecommendationServiceGrpc;
import com.tripgen.ai.v1.WatchJobRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// Reads of a finished job and of a cached recommendation in turn, against an echo of messages of
/// the same sizes.
final class ReadContest implements Contest {
  private static final int CALLERS = 64;

  private final BenchSite.ServeChild serve;
  private final BenchSite.ServeChild echo;
  private final CallLoad load;
  private final CallLoad echoLoad;
  private final Pace pace;
  private final List<CallLoad.Request> reads;
  private final List<CallLoad.Request> echoes;

  ReadContest(BenchSite site, Pace pace) throws IOException, InterruptedException {
    this.pace = pace;
    this.serve = site.serve(BenchSite.SERVE);
    this.echo = site.launchEcho();
    echo.awaitServing();
    this.load = new CallLoad(serve.port());
    this.echoLoad = new CallLoad(echo.port());
    String id = BenchMessages.newId();
    var jobs = JobServiceGrpc.newBlockingStub(load.channel());
    var _ = jobs.submitJob(BenchMessages.smallJob(id));
    jobs.watchJob(WatchJobRequest.newBuilder().setRequestId(id).build()).forEachRemaining(_ -> {});
    GetJobRequest job = BenchMessages.getJob(id);
    GetRecommendationRequest recommendation = BenchMessages.getRecommendation();
    this.reads = reads(job, recommendation);
    this.echoes =
        List.of(
            echo(job.getSerializedSize(), jobs.getJob(job).getSerializedSize()),
            echo(
                recommendation.getSerializedSize(),
                RecommendationServiceGrpc.newBlockingStub(load.channel())
                    .getRecommendation(recommendation)
                    .getSerializedSize()));
  }

  static List<CallLoad.Request> reads(GetJobRequest job, GetRecommendationRequest recommendation) {
    return List.of(
        request(RawCalls.of(JobServiceGrpc.getGetJobMethod()), job.toByteArray()),
        request(
            RawCalls.of(RecommendationServiceGrpc.getGetRecommendationMethod()),
            recommendation.toByteArray()));
  }

  private static CallLoad.Request request(
      io.grpc.MethodDescriptor<byte[], byte[]> method, byte[] message) {
    return new CallLoad.Request(method, () -> message);
  }

  private static CallLoad.Request echo(int requestBytes, int answerBytes) {
    return request(
        RawCalls.ECHO,
        ByteBuffer.allocate(Math.max(Integer.BYTES, requestBytes)).putInt(answerBytes).array());
  }

  @Override
  public double service() throws InterruptedException {
    return load.perSecond(CALLERS, reads, pace.span());
  }

  @Override
  public double limit() throws InterruptedException {
    return echoLoad.perSecond(CALLERS, echoes, pace.span());
  }

  @Override
  public void close() {
    load.close();
    echoLoad.close();
    serve.close();
    echo.close();
  }
}
