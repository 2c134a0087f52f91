package org.osprofiler.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedPartsTest {

    private static String copy(String text) {
        return new String(text.toCharArray());
    }

    @Test
    void equalTexts_areOne() {
        SharedParts parts = new SharedParts();
        String first = copy("SELECT 1");
        assertThat(parts.text(first)).isSameAs(first);
        assertThat(parts.text(copy("SELECT 1"))).isSameAs(first);
    }

    @Test
    void equalNames_areOneList() {
        SharedParts parts = new SharedParts();
        String[] first = parts.names(new String[] {"a", "b", "rest"}, 2);
        assertThat(first).containsExactly("a", "b");
        assertThat(parts.names(new String[] {"a", "b"}, 2)).isSameAs(first);
        assertThat(parts.names(new String[] {"a", "b"}, 1)).containsExactly("a");
    }

    @Test
    void everNewTexts_areNotKept() {
        SharedParts parts = new SharedParts();
        String first = parts.text(copy("the first"));
        String padding = "x".repeat(8_000);
        for (int i = 0; i < 1_000; i++) {
            parts.text(i + padding);
        }
        assertThat(parts.text(copy("the first"))).isNotSameAs(first);
    }
}
