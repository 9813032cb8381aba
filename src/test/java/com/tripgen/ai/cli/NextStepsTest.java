package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import com.tripgen.ai.v1.GenerateScheduleRequest;
import com.tripgen.ai.v1.GetTripScheduleRequest;
import com.tripgen.ai.v1.WatchJobRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NextStepsTest {
  private static final Pattern CALL =
      Pattern.compile(
          "grpcurl -plaintext -d '([^']+)' 127\\.0\\.0\\.1:9090 tripgen\\.ai\\.v1\\.(\\w+/\\w+)");

  @ParameterizedTest
  @EnumSource
  void each_line_is_a_call_of_the_contract(Language language) throws Exception {
    List<String> lines = NextSteps.grpcurl("127.0.0.1:9090", language);

    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst()).isEqualTo("grpcurl -plaintext 127.0.0.1:9090 list");
    var generate = GenerateScheduleRequest.newBuilder();
    var watch = WatchJobRequest.newBuilder();
    var read = GetTripScheduleRequest.newBuilder();
    read(lines.get(1), "ScheduleService/GenerateSchedule", generate);
    read(lines.get(2), "JobService/WatchJob", watch);
    read(lines.get(3), "ScheduleService/GetTripSchedule", read);

    assertThat(watch.getRequestId()).isEqualTo(generate.getRequestId());
    assertThat(read.getTripId()).isEqualTo(generate.getTrip().getTripId());
    assertThat(generate.getTrip().getLanguageCode()).isEqualTo(language.code());
  }

  private static void read(String line, String method, Message.Builder request)
      throws InvalidProtocolBufferException {
    Matcher call = CALL.matcher(line);
    assertThat(call.matches()).as(line).isTrue();
    assertThat(call.group(2)).isEqualTo(method);
    JsonFormat.parser().merge(call.group(1), request);
  }
}
