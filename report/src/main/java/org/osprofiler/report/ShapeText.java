package org.osprofiler.report;

import org.osprofiler.wire.PythonText;

/** The text of a {@link SqlShape} while it is written: white space is one space, and a list of values is one value. */
final class ShapeText {

    private static final int NO_LIST = -1;

    private final StringBuilder text;
    private boolean spaceDue;
    /** Where the bracket stands of a list that so far has values and commas only. */
    private int list = NO_LIST;

    private int values;
    private boolean valueDue;

    ShapeText(int capacity) {
        this.text = new StringBuilder(capacity);
    }

    void add(char c) {
        if (PythonText.isSpace(c)) {
            spaceDue = text.length() > 0;
            return;
        }
        if (spaceDue) {
            text.append(' ');
            spaceDue = false;
        }
        if (c == ')' && values > 1 && !valueDue && list != NO_LIST) {
            text.setLength(list);
            text.append("(?");
        }
        follow(c);
        text.append(c);
    }

    private void follow(char c) {
        if (c == '(') {
            list = text.length();
            values = 0;
            valueDue = true;
        } else if (c == '?' && valueDue) {
            values++;
            valueDue = false;
        } else if (c == ',' && !valueDue) {
            valueDue = true;
        } else {
            list = NO_LIST;
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
