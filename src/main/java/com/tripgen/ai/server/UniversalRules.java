package com.tripgen.ai.server;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import com.tripgen.ai.errors.FieldViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What no field of any request may hold, whatever its own rules: text that PostgreSQL can't store,
/// and times that are none.
final class UniversalRules {
  private static final char NUL = '\u0000';

  private UniversalRules() {}

  static List<FieldViolation> violations(Message request) {
    List<FieldViolation> found = new ArrayList<>();
    check("", request, found);
    return found;
  }

  private static void check(String path, Message message, List<FieldViolation> found) {
    for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
      FieldDescriptor field = entry.getKey();
      switch (field.getJavaType()) {
        case STRING, MESSAGE -> {
          String name = path + field.getName();
          if (entry.getValue() instanceof List<?> values) {
            for (int i = 0; i < values.size(); i++) {
              checkValue(name + "[" + i + "]", values.get(i), found);
            }
          } else {
            checkValue(name, entry.getValue(), found);
          }
        }
        default -> {}
      }
    }
  }

  private static void checkValue(String name, Object value, List<FieldViolation> found) {
    switch (value) {
      case String text -> {
        if (text.indexOf(NUL) >= 0) {
          found.add(
              new FieldViolation(name, "string.no_nul", "must not contain the character U+0000"));
        }
      }
      case Timestamp time -> {
        if (!Timestamps.isValid(time)) {
          found.add(
              new FieldViolation(
                  name, "timestamp.valid", "must be a time from the year 1 to the year 9999"));
        }
      }
      case Duration duration -> {
        if (!Durations.isValid(duration)) {
          found.add(
              new FieldViolation(
                  name,
                  "duration.valid",
                  "must be within 10,000 years, its seconds and nanoseconds of one sign"));
        }
      }
      case Message inner -> check(name + ".", inner, found);
      default -> {}
    }
  }
}
