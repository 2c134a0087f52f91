package org.osprofiler.send;

import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Why something failed, in words: the messages of many exceptions are a file's name alone, or nothing. Any thread. */
public final class FailureReason {

    private FailureReason() {}

    /** One phrase, without the name of the file or address that was tried; the class where nothing better is known. */
    public static String of(Throwable failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file or folder";
        }
        if (failure instanceof FileNotFoundException && failure.getMessage() != null) {
            return ofStream(failure.getMessage());
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "a file is in its place";
        }
        if (failure instanceof FileSystemException system && system.getReason() != null) {
            return lowerCase(system.getReason()); // its message would begin with the file's name
        }
        if (failure instanceof UnknownHostException || isCausedByUnknownHost(failure)) {
            return "unknown host";
        }
        String message = failure.getMessage();
        if (failure instanceof HttpTimeoutException && message == null) {
            return "timed out";
        }
        if (failure instanceof ConnectException) {
            return message == null ? "connection refused" : lowerCase(message);
        }
        return message == null ? failure.getClass().getName() : message;
    }

    /** {@code FILE (Permission denied)}: the class says that there is no file whatever the reason is. */
    private static String ofStream(String message) {
        int open = message.lastIndexOf('(');
        return open < 0 || !message.endsWith(")")
                ? message
                : lowerCase(message.substring(open + 1, message.length() - 1));
    }

    private static boolean isCausedByUnknownHost(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }

    private static String lowerCase(String message) {
        return message.isEmpty() ? message : message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }
}
