package org.osprofiler.assembler;

/**
 * A line of a source that is neither empty nor a comment.
 *
 * @param number counted from 1
 * @param text without the white space around it
 * @param outermost whether it begins at the left margin
 */
record SourceLine(int number, String text, boolean outermost) {

    SourceLine joined(SourceLine next) {
        return new SourceLine(number, text + ' ' + next.text, outermost);
    }

    void appendTo(StringBuilder result) {
        result.append(text).append('\n');
    }
}
