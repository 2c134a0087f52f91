package org.osprofiler.collector;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.osprofiler.store.TraceQuery;

/**
 * What the address of a list asks for, and the addresses of its other pages.
 *
 * @param page from 1
 */
record TraceListRequest(boolean errorsOnly, String text, TraceQuery.Order order, long page) {

    /** Traces on a page. */
    static final int PAGE = 50;

    private static final long LAST_PAGE = 1_000_000;

    static TraceListRequest of(QueryParameters parameters) throws HttpProblem {
        return new TraceListRequest(
                parameters.errorsOnly(),
                parameters.searchText(),
                parameters.order(),
                parameters.number(QueryParameters.PAGE, 1, 1, LAST_PAGE));
    }

    TraceQuery query() {
        return new TraceQuery(errorsOnly, text, order, PAGE, (page - 1) * PAGE);
    }

    /** Whether it leaves out some. */
    boolean isFiltered() {
        return errorsOnly || !text.isEmpty();
    }

    /** How many pages there are for so many traces; at least one. */
    static long pages(long traces) {
        return Math.max(1, (traces + PAGE - 1) / PAGE);
    }

    /** Where another page of this list is. */
    String address(long otherPage) {
        StringBuilder address = new StringBuilder("/");
        add(address, QueryParameters.TEXT, text);
        add(address, QueryParameters.ERRORS, errorsOnly ? "true" : "");
        add(address, QueryParameters.SORT, order == TraceQuery.Order.NEWEST ? "" : order.wireName());
        add(address, QueryParameters.PAGE, otherPage == 1 ? "" : String.valueOf(otherPage));
        return address.toString();
    }

    private static void add(StringBuilder address, String name, String value) {
        if (!value.isEmpty()) {
            address.append(address.length() == 1 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
