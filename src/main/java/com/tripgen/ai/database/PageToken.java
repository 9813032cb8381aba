package com.tripgen.ai.database;

import com.google.protobuf.MessageLite;
import com.tripgen.ai.errors.FieldViolation;
import com.tripgen.ai.errors.MessageLimit;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.ErrorReason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.zip.CRC32C;

/// The opaque cursor of a list: after which row to go on, and the filter it was made for. Keyset
/// paging, so rows inserted meanwhile neither repeat nor hide others.
public final class PageToken {
  private static final int DEFAULT_SIZE = 50;
  private static final int MAX_SIZE = 500;
  private static final int BYTES_AROUND_ITEM = 8;

  /// What an answer may have, less the token and what else stands around the items.
  private static final int MAX_BYTES = MessageLimit.BYTES - 1024;

  private PageToken() {}

  /// One page of a list that shows the newest rows first.
  ///
  /// @param beforeId only rows with a lower id
  public record Page(long beforeId, int size, int filterHash) {
    /// How many rows to read: one more than the page holds tells whether there is another page.
    public int rowsToRead() {
      return size + 1;
    }

    /// Puts the rows read on the page, which ends early where its messages would outgrow the
    /// answer.
    public <T, M extends MessageLite> Filled<M> fill(
        List<T> rows, Function<T, M> message, ToLongFunction<T> id) {
      return PageToken.fill(rows, size, message, last -> next(id.applyAsLong(last)));
    }

    /// The token of the page after the row `lastId`.
    String next(long lastId) {
      return token(filterHash, lastId);
    }
  }

  /// One page of a list that shows the earliest rows first, by a time that several may share.
  ///
  /// @param after only rows of a later time, or of this one with a higher id
  public record TimePage(Instant after, long afterId, int size, int filterHash) {
    public int rowsToRead() {
      return size + 1;
    }

    public <T, M extends MessageLite> Filled<M> fill(
        List<T> rows, Function<T, M> message, Function<T, Instant> time, ToLongFunction<T> id) {
      return PageToken.fill(
          rows,
          size,
          message,
          last ->
              token(
                  filterHash,
                  ChronoUnit.MICROS.between(Instant.EPOCH, time.apply(last)),
                  id.applyAsLong(last)));
    }
  }

  /// What a page shows.
  ///
  /// @param nextToken empty when this is the last page
  public record Filled<M>(List<M> messages, String nextToken) {}

  /// Reads what a caller asked for.
  ///
  /// @param size 0 for the default; more than the maximum is coerced to it
  /// @param token empty for the first page
  /// @param filter the request without size and token, in a stable form
  public static Page page(int size, String token, byte[] filter) {
    int filterHash = checksum(filter, filter.length);
    long[] last = token.isEmpty() ? new long[] {Long.MAX_VALUE} : last(token, filterHash, 1);
    return new Page(last[0], effective(size), filterHash);
  }

  /// The same of a list by time.
  public static TimePage timePage(int size, String token, byte[] filter) {
    int filterHash = checksum(filter, filter.length);
    long[] last = token.isEmpty() ? new long[2] : last(token, filterHash, 2);
    return new TimePage(
        Instant.EPOCH.plus(last[0], ChronoUnit.MICROS), last[1], effective(size), filterHash);
  }

  private static int effective(int size) {
    return size == 0 ? DEFAULT_SIZE : Math.min(size, MAX_SIZE);
  }

  private static <T, M extends MessageLite> Filled<M> fill(
      List<T> rows, int size, Function<T, M> message, Function<T, String> next) {
    List<M> filled = new ArrayList<>();
    long bytes = 0;
    for (T row : rows) {
      M one = message.apply(row);
      bytes += one.getSerializedSize() + BYTES_AROUND_ITEM;
      if (filled.size() == size || (!filled.isEmpty() && bytes > MAX_BYTES)) {
        return new Filled<>(filled, next.apply(rows.get(filled.size() - 1)));
      }
      filled.add(one);
    }
    return new Filled<>(filled, "");
  }

  private static String token(int filterHash, long... last) {
    int length = last.length * Long.BYTES + Integer.BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(length + Integer.BYTES);
    for (long key : last) {
      bytes.putLong(key);
    }
    bytes.putInt(filterHash).putInt(checksum(bytes.array(), length));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static long[] last(String token, int filterHash, int keys) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      long[] last = new long[keys];
      for (int i = 0; i < keys; i++) {
        last[i] = bytes.getLong();
      }
      int madeFor = bytes.getInt();
      int length = bytes.position();
      int checksum = bytes.getInt();
      if (bytes.hasRemaining() || checksum != checksum(bytes.array(), length)) {
        throw invalid("malformed", "is not a token of this list");
      }
      if (madeFor != filterHash) {
        throw invalid("filter_changed", "was made with another filter; start again without it");
      }
      return last;
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw invalid("malformed", "is not a token of this list");
    }
  }

  private static ServiceException invalid(String rule, String description) {
    return ServiceException.invalid(
        ErrorReason.ERROR_REASON_INVALID_PAGE_TOKEN,
        List.of(new FieldViolation("page_token", rule, description)),
        Map.of());
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
