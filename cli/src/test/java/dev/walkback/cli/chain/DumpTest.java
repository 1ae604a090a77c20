package dev.walkback.cli.chain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DumpTest {

  @Test
  void a_record_is_a_line_as_it_is() {
    assertThat(Dump.line("{\"reason\":\"Füße\"}".getBytes(UTF_8)))
        .isEqualTo("{\"reason\":\"Füße\"}");
  }

  @Test
  void whatever_the_bytes_they_come_back_exactly() throws IOException {
    List<byte[]> records =
        List.of(
            "{\"a\":1}".getBytes(UTF_8),
            "{\n\"a\":1}".getBytes(UTF_8),
            "{\"a\":1}\r".getBytes(UTF_8),
            "{\"a\":\"\u00fc\"}".getBytes(ISO_8859_1),
            new byte[0],
            new byte[] {0, (byte) 0xff, '\n', 0},
            "{\"base64\":\"eyJhIjoxfQ==\"}".getBytes(UTF_8));
    String file =
        records.stream().map(record -> Dump.line(record) + "\n").collect(Collectors.joining());

    assertThat(read(file.getBytes(UTF_8))).containsExactlyElementsOf(records);
  }

  @Test
  void empty_lines_are_no_records_and_the_last_line_needs_no_end() throws IOException {
    assertThat(read("{}\n\n{\"a\":1}".getBytes(UTF_8)))
        .containsExactly("{}".getBytes(UTF_8), "{\"a\":1}".getBytes(UTF_8));
  }

  private static List<byte[]> read(byte[] file) throws IOException {
    var records = new ArrayList<byte[]>();
    Dump.read(new ByteArrayInputStream(file), (bytes, _) -> records.add(bytes));
    return records;
  }
}
