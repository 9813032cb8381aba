package com.tripgen.ai.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.BytesValue;
import com.tripgen.ai.errors.ServiceException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {
  private static final byte[] FILTER = "trip_id=trip-1".getBytes(UTF_8);

  @Test
  void the_first_page_starts_at_the_newest_row_with_the_default_size() {
    PageToken.Page page = PageToken.page(0, "", FILTER);

    assertThat(page.beforeId()).isEqualTo(Long.MAX_VALUE);
    assertThat(page.size()).isEqualTo(50);
  }

  @Test
  void a_size_over_the_maximum_is_coerced() {
    assertThat(PageToken.page(10_000, "", FILTER).size()).isEqualTo(500);
  }

  @Test
  void a_token_leads_on_from_the_row_it_was_made_at() {
    String token = PageToken.page(10, "", FILTER).next(4711);

    assertThat(PageToken.page(10, token, FILTER).beforeId()).isEqualTo(4711);
  }

  @Test
  void a_token_of_another_filter_is_refused() {
    String token = PageToken.page(10, "", FILTER).next(4711);

    assertThatThrownBy(() -> PageToken.page(10, token, "trip_id=trip-2".getBytes(UTF_8)))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("page_token")
        .hasMessageContaining("another filter");
  }

  private static BytesValue message(int bytes) {
    return BytesValue.of(ByteString.copyFrom(new byte[bytes]));
  }

  @Test
  void the_last_page_has_no_token() {
    PageToken.Page page = PageToken.page(3, "", FILTER);

    var filled = page.fill(List.of(9L, 8L, 7L), id -> message(10), id -> id);

    assertThat(filled.messages()).hasSize(3);
    assertThat(filled.nextToken()).isEmpty();
  }

  @Test
  void the_row_read_beyond_the_page_leads_to_the_next_one() {
    PageToken.Page page = PageToken.page(3, "", FILTER);
    assertThat(page.rowsToRead()).isEqualTo(4);

    var filled = page.fill(List.of(9L, 8L, 7L, 6L), id -> message(10), id -> id);

    assertThat(filled.messages()).hasSize(3);
    assertThat(PageToken.page(3, filled.nextToken(), FILTER).beforeId()).isEqualTo(7);
  }

  @Test
  void a_page_ends_early_where_it_would_outgrow_the_answer() {
    PageToken.Page page = PageToken.page(500, "", FILTER);
    int mebibyte = 1024 * 1024;

    var filled = page.fill(List.of(9L, 8L, 7L, 6L, 5L), id -> message(mebibyte), id -> id);

    assertThat(filled.messages()).hasSize(3);
    assertThat(PageToken.page(500, filled.nextToken(), FILTER).beforeId()).isEqualTo(7);
  }

  @Test
  void a_page_has_its_first_row_however_large() {
    var filled =
        PageToken.page(500, "", FILTER)
            .fill(List.of(9L, 8L), id -> message(5 * 1024 * 1024), id -> id);

    assertThat(filled.messages()).hasSize(1);
    assertThat(filled.nextToken()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "%%%", "AAAA", "AAAAAAAAEmcAAAAAAAAAAA", "한국어"})
  void garbage_is_refused(String token) {
    assertThatThrownBy(() -> PageToken.page(10, token, FILTER))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining("page_token: is not a token of this list");
  }
}
