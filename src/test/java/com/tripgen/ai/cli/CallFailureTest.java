package com.tripgen.ai.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import com.google.rpc.Code;
import com.google.rpc.Status;
import com.tripgen.ai.v1.InfeasibilityDetail;
import com.tripgen.ai.v1.Relaxation;
import io.grpc.protobuf.StatusProto;
import org.junit.jupiter.api.Test;

class CallFailureTest {

  @Test
  void every_wrong_field_is_named() {
    Status status =
        Status.newBuilder()
            .setCode(Code.INVALID_ARGUMENT_VALUE)
            .setMessage("2 fields are wrong")
            .addDetails(
                Any.pack(
                    BadRequest.newBuilder()
                        .addFieldViolations(
                            FieldViolation.newBuilder()
                                .setField("trip.trip_id")
                                .setDescription("must not be empty"))
                        .addFieldViolations(
                            FieldViolation.newBuilder()
                                .setField("trip.members")
                                .setDescription("must have one at least"))
                        .build()))
            .build();

    assertThat(CallFailure.of(StatusProto.toStatusRuntimeException(status)))
        .hasMessage(
            """
            2 fields are wrong
              trip.trip_id: must not be empty
              trip.members: must have one at least\
            """);
  }

  @Test
  void an_impossible_trip_says_what_would_help() {
    Status status =
        Status.newBuilder()
            .setMessage("no schedule is possible")
            .addDetails(
                Any.pack(
                    InfeasibilityDetail.newBuilder()
                        .addRelaxations(
                            Relaxation.newBuilder()
                                .setField("daily_end_time")
                                .setFrom("20:00")
                                .setTo("20:30"))
                        .build()))
            .build();

    assertThat(CallFailure.of(status))
        .hasMessage(
            """
            no schedule is possible
              what would help: change daily_end_time from 20:00 to 20:30\
            """);
  }

  @Test
  void what_the_message_says_is_not_said_twice() {
    Status status =
        Status.newBuilder()
            .setMessage("trip.trip_id: must not be empty (and 1 more)")
            .addDetails(
                Any.pack(
                    BadRequest.newBuilder()
                        .addFieldViolations(
                            FieldViolation.newBuilder()
                                .setField("trip.trip_id")
                                .setDescription("must not be empty"))
                        .addFieldViolations(
                            FieldViolation.newBuilder().setField("x").setDescription("wrong"))
                        .build()))
            .build();

    assertThat(CallFailure.of(status))
        .hasMessage(
            """
            trip.trip_id: must not be empty (and 1 more)
              x: wrong\
            """);
  }

  @Test
  void an_error_without_details_is_its_message() {
    assertThat(
            CallFailure.of(io.grpc.Status.UNAVAILABLE.withDescription("away").asRuntimeException()))
        .hasMessage("away");
  }
}
