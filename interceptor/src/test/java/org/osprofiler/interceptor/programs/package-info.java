/**
 * Programs that were run with Python's OSProfiler ({@code vectors/notifications.jsonl}), run again with ours. {@link
 * org.osprofiler.interceptor.programs.NotificationProgramsTest} is where to start: it plays a {@code Program} by a {@code
 * Player}, which calls beans of {@code ProgramBeans}, and compares with what {@code PythonsNotifications} expects.
 */
package org.osprofiler.interceptor.programs;
