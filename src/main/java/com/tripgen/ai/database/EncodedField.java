package com.tripgen.ai.database;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;

/// A message within another that is already encoded. Sent as a field unknown to the library it has
/// the same bytes, and nothing is encoded again; what reads the message in this process does not
/// see it.
public final class EncodedField {
  private EncodedField() {}

  public static UnknownFieldSet of(int number, ByteString message) {
    return UnknownFieldSet.newBuilder()
        .addField(number, UnknownFieldSet.Field.newBuilder().addLengthDelimited(message).build())
        .build();
  }
}
