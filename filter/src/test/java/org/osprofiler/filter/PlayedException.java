package org.osprofiler.filter;

import jakarta.servlet.http.HttpServletResponse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.JsonWriter;

/**
 * The Java exception that takes the place of Python's. Two things must differ: {@code etype} is the name of a Java class, and
 * {@code message} is a text or null, since an exception in Java has no arguments: 628 becomes "628".
 */
final class PlayedException {

    private static final Pattern CLASS = Pattern.compile("<?(\\w+)(?: (\\d{3}))?");

    /**
     * webob's exceptions that are answers. What turns them into answers stands in front of the filter, as there. (A servlet's
     * UnavailableException is no such thing: Jetty's servlet holder answers, and no filter sees it.)
     */
    static final class AnswerException extends RuntimeException {
        final int status;

        AnswerException(int status, @Nullable String message) {
            super(message);
            this.status = status;
        }
    }

    /** An exception of the application. */
    static final class ApplicationException extends RuntimeException {
        ApplicationException(@Nullable String message) {
            super(message);
        }
    }

    private PlayedException() {}

    static Exception of(MiddlewareCase each) {
        String message = message(each);
        Matcher written = CLASS.matcher(each.exception());
        if (!written.lookingAt()) {
            throw new IllegalArgumentException("no exception: " + each.exception());
        }
        if (written.group(2) != null) {
            return new AnswerException(Integer.parseInt(written.group(2)), message);
        }
        return switch (written.group(1)) {
            case "ValueError" -> new IllegalArgumentException(message);
            case "KeyError" -> new NoSuchElementException(message);
            case "IndexError" -> new IndexOutOfBoundsException(message);
            case "TypeError" -> new ClassCastException(message);
            case "RuntimeError" -> new IllegalStateException(message);
            case "FileNotFoundError" -> new FileNotFoundException(message);
            case "OSError" -> new IOException(message);
            default -> new ApplicationException(message);
        };
    }

    /** What the client gets. */
    static int status(MiddlewareCase each) {
        return of(each) instanceof AnswerException answer
                ? answer.status
                : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }

    /** Python's spelling of an exception does not always tell what it says; the trace does. */
    static @Nullable String message(MiddlewareCase each) {
        @Nullable String message = "as the application says";
        for (Map<String, Object> notification : each.notifications()) {
            if (notification.get("info") instanceof Map<?, ?> info && info.containsKey("message")) {
                message = text(info.get("message"));
            }
        }
        return message;
    }

    /** What Java has for Python's message. */
    static @Nullable String text(@Nullable Object message) {
        if (message == null || message instanceof String) {
            return (String) message;
        }
        String json = JsonWriter.toText(List.of(message), JsonWriter.Style.COMPACT);
        return json.substring(1, json.length() - 1);
    }
}
