package org.osprofiler.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailureReasonTest {

    @ParameterizedTest
    @MethodSource("reasons")
    void of_exception_inWords(IOException e, String words) {
        assertThat(FailureReason.of(e)).isEqualTo(words);
    }

    static Stream<Arguments> reasons() {
        return Stream.of(
                Arguments.of(new NoSuchFileException("x"), "there is no such file or folder"),
                Arguments.of(new FileNotFoundException("x (Is a directory)"), "is a directory"),
                Arguments.of(new FileNotFoundException("x"), "x"),
                Arguments.of(new AccessDeniedException("x"), "permission denied"),
                Arguments.of(new FileAlreadyExistsException("x"), "a file is in its place"),
                Arguments.of(new FileSystemException("x", null, "Not a directory"), "not a directory"),
                Arguments.of(new ConnectException(), "connection refused"),
                Arguments.of(new ConnectException("Connection refused"), "connection refused"),
                Arguments.of(new ConnectException().initCause(new UnresolvedAddressException()), "unknown host"),
                Arguments.of(new UnknownHostException("h"), "unknown host"),
                Arguments.of(new HttpTimeoutException("request timed out"), "request timed out"),
                Arguments.of(new IOException("No space left on device"), "No space left on device"),
                Arguments.of(new IOException(), "java.io.IOException"));
    }
}
