package com.tripgen.ai.database;

import com.google.protobuf.MessageLite;
import com.tripgen.ai.errors.FieldViolation;
import com.tripgen.ai.errors.MessageLimit;
import com.tripgen.ai.errors.ServiceException;
import com.tripgen.ai.v1.ErrorReason;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.zip.CRC32C;

/// The opaque cursor of a list that shows the newest rows first: after which id to go on, and the
/// filter it was made for. Keyset paging, so rows inserted meanwhile neither repeat nor hide
/// others.
public final class PageToken {
  private static final int DEFAULT_SIZE = 50;
  private static final int MAX_SIZE = 500;
  private static final int BYTES_AROUND_ITEM = 8;

  /// What an answer may have, less the token and what else stands around the items.
  private static final int MAX_BYTES = MessageLimit.BYTES - 1024;

  private PageToken() {}

  /// One page of a list.
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
      List<M> filled = new ArrayList<>();
      long bytes = 0;
      for (T row : rows) {
        M next = message.apply(row);
        bytes += next.getSerializedSize() + BYTES_AROUND_ITEM;
        if (filled.size() == size || (!filled.isEmpty() && bytes > MAX_BYTES)) {
          return new Filled<>(filled, next(id.applyAsLong(rows.get(filled.size() - 1))));
        }
        filled.add(next);
      }
      return new Filled<>(filled, "");
    }

    /// The token of the page after the row `lastId`.
    String next(long lastId) {
      ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES);
      bytes.putLong(lastId).putInt(filterHash);
      bytes.putInt(checksum(bytes.array(), Long.BYTES + Integer.BYTES));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
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
    int effectiveSize = size == 0 ? DEFAULT_SIZE : Math.min(size, MAX_SIZE);
    int filterHash = checksum(filter, filter.length);
    return new Page(
        token.isEmpty() ? Long.MAX_VALUE : beforeId(token, filterHash), effectiveSize, filterHash);
  }

  private static long beforeId(String token, int filterHash) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      long beforeId = bytes.getLong();
      int madeFor = bytes.getInt();
      int checksum = bytes.getInt();
      if (bytes.hasRemaining() || checksum != checksum(bytes.array(), Long.BYTES + Integer.BYTES)) {
        throw invalid("malformed", "is not a token of this list");
      }
      if (madeFor != filterHash) {
        throw invalid("filter_changed", "was made with another filter; start again without it");
      }
      return beforeId;
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
