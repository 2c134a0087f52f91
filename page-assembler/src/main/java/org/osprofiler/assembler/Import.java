package org.osprofiler.assembler;

import java.util.List;

/**
 * {@code import {names} from './file';}
 *
 * @param line where it stands
 */
record Import(List<String> names, String file, int line) {}
