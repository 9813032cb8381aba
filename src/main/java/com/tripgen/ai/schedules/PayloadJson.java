package com.tripgen.ai.schedules;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The input of a job as it is stored: the JSON form of a message with snake_case names and the
/// values of enumerations without their prefix.
final class PayloadJson {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();
  private static final JsonFormat.Parser PARSER = JsonFormat.parser().ignoringUnknownFields();

  private PayloadJson() {}

  static String write(Message message) {
    try {
      JsonNode printed = JSON.readTree(PRINTER.print(message));
      mapEnums(printed, message.getDescriptorForType(), PayloadJson::withoutPrefix);
      return JSON.writeValueAsString(printed);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("the message has no JSON form", e);
    }
  }

  /// Reads stored JSON, also one with the full names of enumeration values.
  static void read(String json, Message.Builder message) {
    JsonNode stored = JSON.readTree(json);
    mapEnums(stored, message.getDescriptorForType(), PayloadJson::withPrefix);
    try {
      PARSER.merge(JSON.writeValueAsString(stored), message);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException("the stored input of a job can't be read", e);
    }
  }

  private static void mapEnums(
      JsonNode node, Descriptor type, BiFunction<EnumDescriptor, String, String> mapping) {
    if (!(node instanceof ObjectNode object)) {
      return;
    }
    for (FieldDescriptor field : type.getFields()) {
      JsonNode value = object.get(field.getName());
      if (value == null || field.isMapField()) {
        continue;
      }
      switch (field.getJavaType()) {
        case ENUM -> object.set(field.getName(), mapped(value, field.getEnumType(), mapping));
        case MESSAGE -> {
          if (value instanceof ArrayNode items) {
            items.forEach(item -> mapEnums(item, field.getMessageType(), mapping));
          } else {
            mapEnums(value, field.getMessageType(), mapping);
          }
        }
        case INT, LONG, FLOAT, DOUBLE, BOOLEAN, STRING, BYTE_STRING -> {}
      }
    }
  }

  private static JsonNode mapped(
      JsonNode value, EnumDescriptor type, BiFunction<EnumDescriptor, String, String> mapping) {
    if (value instanceof ArrayNode items) {
      ArrayNode mapped = JsonNodeFactory.instance.arrayNode();
      items.forEach(item -> mapped.add(mapped(item, type, mapping)));
      return mapped;
    }
    return value.isString()
        ? JsonNodeFactory.instance.stringNode(mapping.apply(type, value.stringValue()))
        : value;
  }

  private static String withoutPrefix(EnumDescriptor type, String name) {
    String prefix = prefix(type);
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  private static String withPrefix(EnumDescriptor type, String name) {
    return type.findValueByName(name) == null ? prefix(type) + name : name;
  }

  private static String prefix(EnumDescriptor type) {
    String unspecified = type.findValueByNumber(0).getName();
    return unspecified.substring(0, unspecified.length() - "UNSPECIFIED".length());
  }
}
