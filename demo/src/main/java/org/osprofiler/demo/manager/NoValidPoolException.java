package org.osprofiler.demo.manager;

/** No pool has room. */
final class NoValidPoolException extends Exception {

    private static final long serialVersionUID = 1;

    NoValidPoolException(int size) {
        super("no pool has " + size + " GB free");
    }
}
