package org.osprofiler.assembler;

/**
 * Where a name stands for what it is declared as, or a little more.
 *
 * @param isScript whether that is everywhere
 * @param from its first token
 * @param to its last one
 */
record Scope(boolean isScript, int from, int to) {

    boolean contains(int token) {
        return isScript || (token >= from && token <= to);
    }
}
