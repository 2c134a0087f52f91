package org.osprofiler.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PostedBodyTest {

    private final AtomicLong nanos = new AtomicLong();

    private PostedBody body(InputStream in, long longest) {
        return new PostedBody(in, longest, Duration.ofSeconds(60), nanos::get);
    }

    @Test
    void bodyWithinItsLimits_isRead() throws Exception {
        try (PostedBody body = body(new ByteArrayInputStream(new byte[10]), 10)) {
            assertThat(body.readAllBytes()).hasSize(10);
            assertThat(body.problem()).isNull();
        }
    }

    @Test
    void longerBody_is413() throws Exception {
        try (PostedBody body = body(new ByteArrayInputStream(new byte[11]), 10)) {
            assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
            assertThat(body.problem()).isNotNull();
            assertThat(body.problem().status()).isEqualTo(413);
        }
    }

    /** A byte now and then keeps a connection from being idle. */
    @Test
    void bodyThatDrips_is408() throws Exception {
        InputStream dripping = new InputStream() {
            @Override
            public int read() {
                nanos.addAndGet(Duration.ofSeconds(25).toNanos());
                return ' ';
            }

            @Override
            public int read(byte[] bytes, int offset, int count) {
                bytes[offset] = (byte) read();
                return 1;
            }
        };
        try (PostedBody body = body(dripping, 1000)) {
            assertThat(body.read()).isEqualTo(' ');
            assertThat(body.read()).isEqualTo(' ');
            assertThatThrownBy(body::read).isInstanceOf(IOException.class);
            assertThat(body.problem()).isNotNull();
            assertThat(body.problem().status()).isEqualTo(408);
        }
    }
}
