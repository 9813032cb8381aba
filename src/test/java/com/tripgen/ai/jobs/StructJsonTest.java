package com.tripgen.ai.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StructJsonTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"text\": \"경복궁 \\\"궁\\\" \\u0001\", \"\": \"no name\"}",
        "{\"numbers\": [0, -1, 0.1, 1e300, 9007199254740993, 12345678901234567890123]}",
        "{\"yes\": true, \"no\": false, \"nothing\": null}",
        "{\"list\": [[], [[1], {}], null, \"\", {\"deep\": {\"deeper\": [true]}}], \"object\": {}}"
      })
  void it_reads_what_protobuf_reads(String json) throws Exception {
    Struct.Builder expected = Struct.newBuilder();
    JsonFormat.parser().merge(json, expected);

    assertThat(StructJson.read(json)).isEqualTo(expected.build());
  }

  @Test
  void a_document_that_is_no_object_is_a_fault() {
    assertThatThrownBy(() -> StructJson.read("[1]")).isInstanceOf(IllegalStateException.class);
  }
}
