package org.osprofiler.report;

/**
 * Where a text is read.
 *
 * @param width columns that a line may have; less than {@value #MIN_WIDTH} counts as that
 * @param colours whether it understands escape sequences for colours
 */
public record Terminal(int width, boolean colours) {

    /** The narrowest that is of use. */
    static final int MIN_WIDTH = 60;

    public Terminal {
        width = Math.max(width, MIN_WIDTH);
    }

    /** A file, or a terminal without colours. */
    public static Terminal plain(int width) {
        return new Terminal(width, false);
    }
}
