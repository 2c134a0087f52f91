/**
 * Benchmarks, a class for each question, beside peers in the same run: with JMH where a call is measured; programs of their own
 * where it is a million spans or a whole process.
 *
 * <p>What may not live here: tests, and figures; figures are printed by the commands in each class' comment.
 */
@NullMarked
package org.osprofiler.benchmarks;

import org.jspecify.annotations.NullMarked;
