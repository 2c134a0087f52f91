package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.osprofiler.report.Notifications.BASE_ID;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osprofiler.wire.JsonReader;
import org.osprofiler.wire.MalformedJsonException;

class SpanLabelTest {

    private static TraceSpan span(String name, Map<String, ?> info) {
        return new Notifications()
                .add(name, "s", BASE_ID, 0, info)
                .trace()
                .roots()
                .get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"db\":{\"statement\":\"SELECT  1\"}} | SELECT  1",
                "{\"db\":{\"statement\":5}} | ``",
                "{\"db\":{}, \"function\":{\"name\":\"f\"}} | ``",
                "{\"db\":\"text\", \"function\":{\"name\":\"a.f\"}} | a.f",
                "{\"request\":{\"method\":\"GET\",\"path\":\"/v3\"}} | GET /v3",
                "{\"requests\":{\"method\":\"GET\",\"path\":\"/v2\"}} | GET /v2",
                "{\"request\":{\"path\":\"/v3\u00a0\"}} | /v3",
                "{\"request\":{\"method\":null}} | ``",
                "{\"function\":{\"name\":[]}} | ``",
                "{\"other\":{\"name\":\"x\"}} | ``",
            })
    void label_isWhatTheStartTells(String info, String label) throws MalformedJsonException {
        Map<String, @Nullable Object> payload = Notifications.payload("a-start", "s", BASE_ID, 0, Map.of());
        payload.put("info", JsonReader.forWire().read(info.replaceFirst("\\{", "{\"host\":\"h\",")));
        TraceSpan span = new Notifications().with(payload).trace().roots().get(0);
        assertThat(SpanLabel.raw(span)).isEqualTo(label);
    }

    @Test
    void statementsThatDifferInValues_areAlike() {
        SpanLabel.Alike one = SpanLabel.alike(span("db-start", Map.of("db", Map.of("statement", "SELECT 1"))));
        SpanLabel.Alike two = SpanLabel.alike(span("db-start", Map.of("db", Map.of("statement", "SELECT  2"))));
        assertThat(one).isEqualTo(two).isEqualTo(new SpanLabel.Alike("db", "SELECT ?", true));
        assertThat(one.text()).isEqualTo("db SELECT ?");
    }

    @Test
    void whatIsNoStatement_isAlikeOnlyAsItIs() {
        SpanLabel.Alike one = SpanLabel.alike(span("f-start", Map.of("function", Map.of("name", "f 1"))));
        assertThat(one).isEqualTo(new SpanLabel.Alike("f", "f 1", false));
        assertThat(SpanLabel.alike(span("f-start", Map.of())).text()).isEqualTo("f");
    }

    @ParameterizedTest
    @CsvSource({
        "vol-api.create-start, vol-api.create",
        "vol-api.create-stop, vol-api.create",
        "a-start-stop, a-start",
        "fullstop, fullstop",
        "odd, odd"
    })
    void fullName_isThatOfTheNotificationWithoutItsEnding(String sent, String name) {
        assertThat(span(sent, Map.of()).fullName()).isEqualTo(name);
    }
}
