package com.tripgen.ai.jobs;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// Stored JSON objects as messages. They are most of what a read of a job costs, and protobuf's own
/// parser builds a tree of another library first.
final class StructJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private StructJson() {}

  /// @throws IllegalStateException when it is no JSON object
  static Struct read(String json) {
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalStateException("the database holds a document that is no JSON object");
      }
      return object(parser);
    }
  }

  private static Struct object(JsonParser parser) {
    Struct.Builder struct = Struct.newBuilder();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      struct.putFields(name, value(parser, parser.nextToken()));
    }
    return struct.build();
  }

  private static Value value(JsonParser parser, JsonToken token) {
    Value.Builder value = Value.newBuilder();
    return switch (token) {
      case VALUE_STRING -> value.setStringValue(parser.getString()).build();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          value.setNumberValue(parser.getDoubleValue()).build();
      case VALUE_TRUE, VALUE_FALSE -> value.setBoolValue(token == JsonToken.VALUE_TRUE).build();
      case VALUE_NULL -> value.setNullValue(NullValue.NULL_VALUE).build();
      case START_OBJECT -> value.setStructValue(object(parser)).build();
      case START_ARRAY -> value.setListValue(list(parser)).build();
      default -> throw new IllegalStateException("no JSON value begins with " + token);
    };
  }

  private static ListValue list(JsonParser parser) {
    ListValue.Builder list = ListValue.newBuilder();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      list.addValues(value(parser, token));
    }
    return list.build();
  }
}
