package io.github.regretbench.external;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies that look as expected and are not: the message names the difference. */
class PolicyReplyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"type\":\"arm\",\"t\":1,\"arm\":0,\"score\":NaN}        | NaN is no JSON",
        "{\"type\":\"arm\",\"t\":1,\"arm\":0,\"score\":-Infinity}  | -Infinity is no JSON",
        "{\"type\":\"arm\",\"t\":1,\"arm\":None}                   | None is no JSON",
        "{\"type\":\"arm\",\"t\":1,\"arm\":0} // chosen            | JSON has no comments",
        "{\"type\":\"arm\",\"t\":1,\"arm\":0} # chosen             | JSON has no comments",
        "{'type':'arm','t':1,'arm':0}                             | JSON has double quotes",
        "{\"type\":\"arm\",\"t\":1,\"arm\":0.0}                    | its \"arm\" is 0.0, not a whole number",
        "{\"type\":\"arm\",\"t\":1,\"arm\":[0]}                    | its \"arm\" is [0], not a number",
        "{\"type\":\"arm\",\"t\":1,\"arm\":\"0\"}                  | not a number",
        "{\"type\":\"arm\",\"t\":1,\"arm\":3}                      | there is no arm 3",
        "{\"type\":\"arm\",\"t\":1,\"arm\":-1}                     | there is no arm -1",
        "{\"type\":\"arm\",\"t\":2,\"arm\":0}                      | its \"t\" is 2, not 1",
        "{\"type\":\"arm\",\"t\":1,\"choice\":0}                   | it has no \"arm\"",
        "{\"type\":\"arms\",\"t\":1,\"arm\":0}                     | its \"type\" is \"arms\"",
        "{\"t\":1,\"arm\":0}                                      | it has no \"type\"",
        "[0]                                                      | no JSON object",
        "{\"type\":\"arm\",\"t\":1,\"arm\":0                       | something else than JSON"})
    void theDifferenceIsNamed(String line, String difference) {
        assertThatThrownBy(() -> PolicyProtocol.arm(line, 1, 3)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(difference).hasMessageContaining("expected");
    }

    @Test
    void theFirstReplyToo() {
        String ready = "{\"type\":\"ready\",\"schema\":\"regretbench/policy/%d\"}";
        assertThatThrownBy(() -> PolicyProtocol.ready("\uFEFF" + ready.formatted(1))).hasMessageContaining("byte order mark")
                .hasMessageContaining("\\ufeff{");
        assertThatThrownBy(() -> PolicyProtocol.ready(ready.formatted(2))).hasMessageContaining("its \"schema\" is \"regretbench/policy/2\"");
    }
}
