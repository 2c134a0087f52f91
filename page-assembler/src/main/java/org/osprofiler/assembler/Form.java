package org.osprofiler.assembler;

/** How results are written. */
enum Form {
    /** Nearly as the sources are. */
    READABLE,
    /** With as few characters as we know to: for pages. */
    SHORT;

    /** A script of its own, which leaves nothing behind in the page's variables. */
    String script(String code) {
        return "(()=>{\"use strict\";\n" + (this == SHORT ? ScriptShortener.shorten(code) : code) + "})();\n";
    }

    String styleSheet(String sheet) {
        return this == SHORT ? StyleShortener.shorten(sheet) : sheet;
    }
}
