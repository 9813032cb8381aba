package com.tripgen.ai.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import com.tripgen.ai.errors.StatusJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Messages of the contract in their JSON form, with the field names of the contract.
final class MessageJson {
  private static final Path STANDARD_INPUT = Path.of("-");
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().usingTypeRegistry(StatusJson.details()).preservingProtoFieldNames();
  private static final JsonFormat.Parser PARSER =
      JsonFormat.parser().usingTypeRegistry(StatusJson.details());

  private MessageJson() {}

  /// A document for people and programs.
  static String document(MessageOrBuilder message) {
    return print(PRINTER, message);
  }

  static String line(MessageOrBuilder message) {
    return print(PRINTER.omittingInsignificantWhitespace(), message);
  }

  private static String print(JsonFormat.Printer printer, MessageOrBuilder message) {
    try {
      return printer.print(message);
    } catch (InvalidProtocolBufferException e) {
      throw new UserError("the answer holds what this build does not know; use a newer one", e);
    }
  }

  /// Reads a message into the builder.
  static void parse(String json, Message.Builder message) throws InvalidProtocolBufferException {
    PARSER.merge(json, message);
  }

  /// The same from a file, or from the standard input where it is `-`.
  ///
  /// @param what the message is, such as `a trip`
  /// @throws UserError when the file has no such message
  static void read(Path file, String what, Message.Builder message) {
    String name = file.equals(STANDARD_INPUT) ? "the standard input" : file.toString();
    try {
      parse(text(file), message);
    } catch (InvalidProtocolBufferException e) {
      throw new UserError(name + " is not the JSON of " + what + ": " + e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new UserError("there is no file " + name + "; name one with the JSON of " + what, e);
    } catch (CharacterCodingException e) {
      throw new UserError(name + " can't be read; make it a UTF-8 file", e);
    } catch (IOException e) {
      throw new UserError(name + " can't be read; make it a readable file", e);
    }
  }

  private static String text(Path file) throws IOException {
    byte[] bytes =
        file.equals(STANDARD_INPUT) ? System.in.readAllBytes() : Files.readAllBytes(file);
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }
}
