package org.osprofiler.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osprofiler.wire.Notification;

class SpanSummaryTest {

    private static String summary(String name, String info) throws Exception {
        Notification start = Notification.parse("""
                {"name": "%s-start", "base_id": "b", "trace_id": "s", "parent_id": "b",
                 "timestamp": "2026-01-01T00:00:00.000000", "info": {%s "host": "h"}, "project": "p", "service": "s"}
                """.formatted(name, info));
        return SpanSummary.of(Trace.of(java.util.List.of(start)).roots().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rpc | a.b.f | (1, 2) | {'c': 3} | a.b.f(1, 2, 'c': 3)",
                "rpc | a.b.f | () | {} | a.b.f()",
                "B.f | a.B.f | () | {size: 5} | (size: 5)",
                "B.f | a.B.f | () | {} | ``",
                "a.f | a.f | (1,) | {} | (1,)",
            })
    void function_isNamedOnce_withItsArguments(String name, String function, String args, String kwargs, String summary)
            throws Exception {
        assertThat(summary(
                        name,
                        "\"function\": {\"name\": \"" + function + "\", \"args\": \"" + args + "\", \"kwargs\": \""
                                + kwargs + "\"},"))
                .isEqualTo(summary);
    }

    @Test
    void functionWhoseArgumentsAreHidden_isItsName() throws Exception {
        assertThat(summary("rpc", "\"function\": {\"name\": \"a.b.f\"},")).isEqualTo("a.b.f");
    }

    @Test
    void statement_isOneLine() throws Exception {
        assertThat(summary("db", "\"db\": {\"statement\": \"SELECT 1\\n  FROM x\"},"))
                .isEqualTo("SELECT 1 FROM x");
    }

    @Test
    void requestThatAClientSent_namesTheServer() throws Exception {
        assertThat(summary("requests", """
                                "requests": {"method": "GET", "hostname": "img", "port": 9292, "path": "/v2", "query": "a=1"},""")).isEqualTo("GET img:9292/v2?a=1");
    }
}
