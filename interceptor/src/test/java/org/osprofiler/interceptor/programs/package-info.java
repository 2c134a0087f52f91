/**
 * Programs that were run with Python's OSProfiler ({@code vectors/notifications.jsonl}), run again with ours. {@link
 * org.osprofiler.interceptor.programs.NotificationProgramsTest} is where to start: it plays a {@code Program} by a {@code
 * Player}, which calls beans that {@code JavaSources} writes and {@code ProgramBeans} runs, and compares with what {@code
 * OurNotifications} expects. Where ours differs from the record, that class (which spans) and {@code InfoRules} (what is in
 * their info) have the rule.
 */
package org.osprofiler.interceptor.programs;
