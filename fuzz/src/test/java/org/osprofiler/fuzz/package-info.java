/**
 * What reads bytes of strangers, under any bytes: a class for each target of {@code bin/fuzz}.
 *
 * <p>Without the fuzzer each class is an ordinary test that goes through its seeds, the vectors; Jazzer changes them when
 * {@code bin/fuzz} runs it. A finding becomes a test of the module that it was found in.
 *
 * <p>What every target holds: no exception but the documented ones, work that grows no faster than its input ({@link
 * org.osprofiler.fuzz.Growth}), no key in a message ({@link org.osprofiler.fuzz.MarkedKey}).
 */
package org.osprofiler.fuzz;
