package org.osprofiler.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osprofiler.wire.Notification;

/** The spans of a trace, put together from their notifications. */
final class SpanTree {

    record Spanned(Notification start, Notification stop) {

        String name() {
            return start.name().substring(0, start.name().length() - Notification.START.length());
        }
    }

    private final String baseId;
    private final Map<String, Spanned> spans = new LinkedHashMap<>();

    /** Reads the trace; each start must have one stop, each stop a start before it. */
    SpanTree(Path notifications, String baseId) throws Exception {
        this.baseId = baseId;
        Map<String, Notification> open = new LinkedHashMap<>();
        for (String line : Files.readAllLines(notifications)) {
            Notification notification = Notification.parse(line);
            if (!notification.baseId().equals(baseId)) {
                continue;
            }
            if (notification.name().endsWith(Notification.START)) {
                assertThat(open.put(notification.spanId(), notification)).isNull();
            } else {
                Notification start = open.remove(notification.spanId());
                assertThat(start).as("start of " + notification.name()).isNotNull();
                spans.put(notification.spanId(), new Spanned(start, notification));
            }
        }
        assertThat(open).isEmpty();
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    List<Spanned> children(String parentId) {
        List<Spanned> children = new ArrayList<>();
        for (Spanned span : spans.values()) {
            if (span.start().parentId().equals(parentId)) {
                children.add(span);
            }
        }
        children.sort((a, b) -> a.start().timestamp().compareTo(b.start().timestamp()));
        return children;
    }

    /** One line a span, indented by its depth: {@code service name}. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        write(baseId, "", lines);
        assertThat(lines).as("spans that hang together").hasSize(spans.size());
        return lines;
    }

    private void write(String parentId, String indent, List<String> lines) {
        for (Spanned span : children(parentId)) {
            lines.add(indent + span.start().service() + " " + span.name());
            write(span.start().spanId(), indent + "  ", lines);
        }
    }

    /** Every child begins and ends while its parent is open. */
    void assertNested() {
        for (Spanned span : spans.values()) {
            Spanned parent = spans.get(span.start().parentId());
            if (parent != null) {
                assertThat(span.start().timestamp())
                        .as(span.name() + " in " + parent.name())
                        .isGreaterThanOrEqualTo(parent.start().timestamp());
                assertThat(span.stop().timestamp())
                        .as(span.name() + " in " + parent.name())
                        .isLessThanOrEqualTo(parent.stop().timestamp());
            }
        }
    }

    List<Spanned> all() {
        return List.copyOf(spans.values());
    }
}
