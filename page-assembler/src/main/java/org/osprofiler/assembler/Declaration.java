package org.osprofiler.assembler;

/**
 * A name at the top of a module.
 *
 * @param line where it stands
 */
record Declaration(String name, boolean exported, int line) {}
