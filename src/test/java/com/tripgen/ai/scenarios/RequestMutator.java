package com.tripgen.ai.scenarios;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// Makes requests that nobody would send of requests that somebody would: knows the structure of
/// messages, and what programs stumble over. The same random numbers make the same requests.
final class RequestMutator {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "a\u0000b",
          "\uFFFF\uFFFE",
          "\u202Etxet",
          "e\u0301\u0301\u0301",
          "👩‍👩‍👧‍👦",
          "\uD83C\uDDF0\uD83C\uDDF7 서울",
          "İıßſ",
          "'; DROP TABLE ai_schema.ai_jobs; --",
          "%s%n%1$s",
          "${x} #{y} {}",
          "\\u0000 \\x00 \\",
          "{\"a\":[",
          "\r\n\t\u2028",
          "../../etc/passwd",
          "null",
          "NaN",
          "-1",
          "1e999",
          "2027-02-29",
          "2027-04-31",
          "0000-00-00",
          "9999-12-31",
          "-999999999-01-01",
          "+10000-01-01",
          "2027-04-05",
          "2027-04-06",
          "24:00",
          "23:59",
          "00:00",
          "09:00:60",
          "seoul-gyeongbokgung",
          "Seoul",
          "ko",
          "zz-ZZ-x-private");
  private static final int[] LENGTHS = {
    1, 35, 36, 37, 64, 65, 100, 101, 500, 501, 4_096, 70_000, 1_000_000
  };
  private static final long[] WHOLE_NUMBERS = {
    0,
    1,
    -1,
    2,
    23,
    24,
    59,
    60,
    100,
    101,
    500,
    501,
    1_000_000_000,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    253_402_300_799L,
    253_402_300_800L,
    -62_135_596_800L,
    315_576_000_001L,
    1L << 53
  };
  private static final double[] NUMBERS = {
    0,
    -0.0,
    1,
    -1,
    0.5,
    90,
    90.000001,
    180,
    181,
    1e9,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };
  private static final int[] REPETITIONS = {1, 2, 10, 21, 31, 101, 501, 2_001};

  /// Of messages in messages, where a type contains itself.
  private static final int[] DEPTHS = {3, 40, 98, 101, 300};

  private static final int LARGEST_REPEATED_BYTES = 2_000;

  private final RandomGenerator random;

  RequestMutator(RandomGenerator random) {
    this.random = random;
  }

  /// The bytes of a request that was `seed`.
  byte[] mutated(Message seed) {
    DynamicMessage.Builder request = dynamic(seed);
    shareIds(request);
    int changes = 1 + geometric();
    for (int i = 0; i < changes; i++) {
      change(request, 0);
    }
    byte[] bytes = request.buildPartial().toByteArray();
    return random.nextInt(6) == 0 ? broken(bytes) : bytes;
  }

  private int geometric() {
    int count = 0;
    while (count < 12 && random.nextInt(3) > 0) {
      count++;
    }
    return count;
  }

  private static DynamicMessage.Builder dynamic(Message message) {
    try {
      return DynamicMessage.newBuilder(message.getDescriptorForType())
          .mergeFrom(message.toByteString());
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Half of the requests name jobs and trips of others.
  private void shareIds(DynamicMessage.Builder request) {
    for (FieldDescriptor field : request.getDescriptorForType().getFields()) {
      if (field.getJavaType() == FieldDescriptor.JavaType.STRING
          && !field.isRepeated()
          && field.getName().matches("request_id|trip_id")
          && random.nextBoolean()) {
        request.setField(field, id());
      }
    }
  }

  private String id() {
    return "fuzz-" + random.nextInt(40);
  }

  private void change(Message.Builder message, int depth) {
    List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
    if (fields.isEmpty()) {
      return;
    }
    List<FieldDescriptor> set = List.copyOf(message.getAllFields().keySet());
    FieldDescriptor field = !set.isEmpty() && random.nextInt(4) > 0 ? any(set) : any(fields);
    boolean inside = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (field.isRepeated()) {
      int size = message.getRepeatedFieldCount(field);
      if (size > 0 && inside && random.nextInt(4) > 0) {
        int index = random.nextInt(size);
        Message.Builder element = ((Message) message.getRepeatedField(field, index)).toBuilder();
        change(element, depth + 1);
        message.setRepeatedField(field, index, element.buildPartial());
      } else {
        changeList(message, field, size, depth);
      }
    } else if (inside && message.hasField(field) && random.nextInt(5) > 0) {
      Message.Builder value = ((Message) message.getField(field)).toBuilder();
      change(value, depth + 1);
      message.setField(field, value.buildPartial());
    } else if (random.nextInt(5) == 0) {
      message.clearField(field);
    } else {
      message.setField(field, odd(field, depth));
    }
  }

  private void changeList(Message.Builder message, FieldDescriptor field, int size, int depth) {
    switch (random.nextInt(4)) {
      case 0 -> message.clearField(field);
      case 1 -> {
        if (size > 0) {
          repeat(message, field, message.getRepeatedField(field, random.nextInt(size)));
        }
      }
      case 2 -> {
        if (size > 0) {
          message.setRepeatedField(field, random.nextInt(size), odd(field, depth));
        }
      }
      default -> message.addRepeatedField(field, odd(field, depth));
    }
  }

  private void repeat(Message.Builder message, FieldDescriptor field, Object element) {
    int bytes =
        element instanceof Message inner
            ? inner.getSerializedSize()
            : String.valueOf(element).length();
    int times =
        bytes > LARGEST_REPEATED_BYTES ? 2 : REPETITIONS[random.nextInt(REPETITIONS.length)];
    for (int i = 0; i < times; i++) {
      message.addRepeatedField(field, element);
    }
  }

  private Object odd(FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> (int) wholeNumber();
      case LONG -> wholeNumber();
      case FLOAT -> (float) NUMBERS[random.nextInt(NUMBERS.length)];
      case DOUBLE -> NUMBERS[random.nextInt(NUMBERS.length)];
      case BOOLEAN -> random.nextBoolean();
      case STRING -> text();
      case BYTE_STRING -> ByteString.copyFrom(noise(random.nextInt(50)));
      case ENUM -> number(field.getEnumType());
      case MESSAGE -> message(field.getMessageType(), depth + 1);
    };
  }

  private long wholeNumber() {
    return random.nextInt(4) == 0
        ? random.nextLong()
        : WHOLE_NUMBERS[random.nextInt(WHOLE_NUMBERS.length)];
  }

  private String text() {
    return switch (random.nextInt(5)) {
      case 0 -> id();
      case 1 -> {
        String unit = random.nextBoolean() ? "x" : "한";
        yield unit.repeat(LENGTHS[random.nextInt(LENGTHS.length)] / unit.length());
      }
      default -> TEXTS.get(random.nextInt(TEXTS.size()));
    };
  }

  private Object number(EnumDescriptor type) {
    return random.nextInt(3) == 0
        ? type.findValueByNumberCreatingIfUnknown(
            new int[] {-1, 99, Integer.MAX_VALUE, Integer.MIN_VALUE}[random.nextInt(4)])
        : any(type.getValues());
  }

  private Message message(Descriptor type, int depth) {
    FieldDescriptor itself =
        type.getFields().stream()
            .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.MESSAGE)
            .filter(field -> contains(field.getMessageType(), type))
            .findAny()
            .orElse(null);
    if (itself != null && depth < 20 && random.nextInt(3) == 0) {
      return nested(type, DEPTHS[random.nextInt(DEPTHS.length)]);
    }
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    if (depth < 8) {
      int fields = random.nextInt(4);
      for (int i = 0; i < fields; i++) {
        change(message, depth);
      }
    }
    return message.buildPartial();
  }

  private static boolean contains(Descriptor type, Descriptor wanted) {
    return type == wanted
        || type.getFields().stream()
            .anyMatch(
                field ->
                    field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                        && field.getMessageType() == wanted);
  }

  /// A message of the type in one of the type and so on, whatever lies between.
  private static Message nested(Descriptor type, int depth) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    if (depth > 0) {
      for (FieldDescriptor field : type.getFields()) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
            && contains(field.getMessageType(), type)) {
          Message inner =
              field.getMessageType() == type
                  ? nested(type, depth - 1)
                  : around(field.getMessageType(), type, depth - 1);
          if (field.isRepeated()) {
            message.addRepeatedField(field, inner);
          } else {
            message.setField(field, inner);
          }
          break;
        }
      }
    }
    return message.buildPartial();
  }

  private static Message around(Descriptor between, Descriptor type, int depth) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(between);
    for (FieldDescriptor field : between.getFields()) {
      if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
          && field.getMessageType() == type) {
        if (field.isRepeated()) {
          message.addRepeatedField(field, nested(type, depth));
        } else {
          message.setField(field, nested(type, depth));
        }
        break;
      }
    }
    return message.buildPartial();
  }

  private byte[] broken(byte[] bytes) {
    return switch (random.nextInt(7)) {
      case 0 -> noise(random.nextInt(200));
      case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
      case 2 -> joined(bytes, noise(1 + random.nextInt(20)));
      case 3 -> joined(bytes, bytes);
      case 4 -> joined(bytes, groups(DEPTHS[random.nextInt(DEPTHS.length)]));
      default -> {
        byte[] changed = bytes.clone();
        for (int i = 0; i <= random.nextInt(8) && changed.length > 0; i++) {
          changed[random.nextInt(changed.length)] = (byte) random.nextInt();
        }
        yield changed;
      }
    };
  }

  private byte[] noise(int size) {
    byte[] noise = new byte[size];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /// A field that no message knows: groups in groups.
  private static byte[] groups(int depth) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      for (int i = 0; i < depth; i++) {
        out.writeTag(15_000, com.google.protobuf.WireFormat.WIRETYPE_START_GROUP);
      }
      for (int i = 0; i < depth; i++) {
        out.writeTag(15_000, com.google.protobuf.WireFormat.WIRETYPE_END_GROUP);
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
