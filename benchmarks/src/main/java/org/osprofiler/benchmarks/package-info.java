/**
 * JMH benchmarks, a class for each question; peers are values of a parameter, so that all run in one go.
 *
 * <p>What may not live here: tests, and figures; figures are printed by the commands in each class' comment.
 */
@NullMarked
package org.osprofiler.benchmarks;

import org.jspecify.annotations.NullMarked;
