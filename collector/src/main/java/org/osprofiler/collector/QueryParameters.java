package org.osprofiler.collector;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;
import org.osprofiler.store.Comparison;
import org.osprofiler.store.EventField;
import org.osprofiler.store.EventQuery;
import org.osprofiler.store.TraceQuery;
import org.osprofiler.wire.Timestamp;

/**
 * What the query of an address asks for: of events {@code q.field}, {@code q.op}, {@code q.type}, {@code q.value}; of traces
 * {@code text}, {@code error-trace}, {@code sort}; which part of them.
 */
final class QueryParameters {

    static final String TEXT = "text";
    static final String ERRORS = "error-trace";
    static final String SORT = "sort";
    static final String PAGE = "page";
    static final String OFFSET = "offset";

    private final Fields parameters;

    private QueryParameters(Fields parameters) {
        this.parameters = parameters;
    }

    static QueryParameters of(Request request) {
        return new QueryParameters(Request.extractQueryParameters(request));
    }

    @Nullable
    String text(String name) {
        return parameters.getValue(name);
    }

    /** The conditions, each of four lists at its place; operators and types may be left out, all of them or one by one. */
    List<EventQuery.Condition> conditions() throws HttpProblem {
        List<String> fields = parameters.getValuesOrEmpty("q.field");
        List<String> values = parameters.getValuesOrEmpty("q.value");
        List<String> comparisons = parameters.getValuesOrEmpty("q.op");
        List<String> types = parameters.getValuesOrEmpty("q.type");
        if (values.size() != fields.size()
                || !(comparisons.isEmpty() || comparisons.size() == fields.size())
                || !(types.isEmpty() || types.size() == fields.size())) {
            throw new HttpProblem(
                    400, "each q.field needs a q.value, and all or none of them a q.op, all or none of them a q.type");
        }
        List<EventQuery.Condition> conditions = new ArrayList<>(fields.size());
        try {
            for (int i = 0; i < fields.size(); i++) {
                EventField field = EventField.of(fields.get(i));
                String comparison = comparisons.isEmpty() ? "" : comparisons.get(i);
                conditions.add(new EventQuery.Condition(
                        field,
                        comparison.isEmpty() ? Comparison.EQ : Comparison.of(comparison),
                        value(field, types.isEmpty() ? "" : types.get(i), values.get(i))));
            }
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(400, String.valueOf(e.getMessage()));
        }
        return conditions;
    }

    private static String value(EventField field, String type, String value) {
        String own = TraitType.of(field);
        if (!type.isEmpty() && !type.equals(own)) {
            throw new IllegalArgumentException(
                    "q.type '" + type + "': " + field.wireName() + " is of type " + own + "; allowed is that, or none");
        }
        return own.equals(TraitType.DATETIME) ? time(value) : value;
    }

    /** In the spelling that stored times have, as those are compared character by character. */
    private static String time(String value) {
        LocalDateTime utc;
        try {
            TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    value.strip().replace(' ', 'T'), OffsetDateTime::from, LocalDateTime::from);
            utc = time instanceof OffsetDateTime zoned
                    ? zoned.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                    : (LocalDateTime) time;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + value + "' is no time; allowed is 2026-03-14T09:26:53.589793, in UTC");
        }
        if (utc.getYear() < 1 || utc.getYear() > 9999) {
            throw new IllegalArgumentException("'" + value + "' is no time of the years 1 to 9999");
        }
        StringBuilder text = new StringBuilder(26);
        Timestamp.append(text, utc.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + utc.get(ChronoField.MICRO_OF_SECOND));
        return text.toString();
    }

    int limit(int without, int most) throws HttpProblem {
        return (int) number("limit", without, 1, most);
    }

    /** @param without what an absent or empty parameter means */
    long number(String name, long without, long least, long most) throws HttpProblem {
        String text = text(name);
        try {
            long number = text == null || text.isEmpty() ? without : Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new HttpProblem(400, name + " must be a whole number from " + least + " to " + most);
    }

    boolean errorsOnly() throws HttpProblem {
        String text = text(ERRORS);
        if (text == null || text.isEmpty() || text.equalsIgnoreCase("false")) {
            return false;
        }
        if (text.equalsIgnoreCase("true")) {
            return true;
        }
        throw new HttpProblem(400, ERRORS + " must be true or false");
    }

    TraceQuery.Order order() throws HttpProblem {
        String text = text(SORT);
        try {
            return text == null || text.isEmpty() ? TraceQuery.Order.NEWEST : TraceQuery.Order.of(text);
        } catch (IllegalArgumentException e) {
            throw new HttpProblem(400, SORT + " must be newest or slowest");
        }
    }

    /** What traces are searched for, without the space around it; empty for all. */
    String searchText() throws HttpProblem {
        String text = text(TEXT);
        String stripped = text == null ? "" : text.strip();
        if (stripped.length() > TraceQuery.LONGEST_TEXT) {
            throw new HttpProblem(400, TEXT + " must have at most " + TraceQuery.LONGEST_TEXT + " characters");
        }
        return stripped;
    }
}
