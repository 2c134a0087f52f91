package org.osprofiler.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.testkit.Allocation;

/** What the filter allocates for a request that nobody wants traced: nothing. */
class FilterAllocationTest {

    private static <T> T unused(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw new AssertionError("not to be called: " + method);
        }));
    }

    @Test
    void untracedRequest_allocatesNothing(@TempDir Path dir) throws Exception {
        HttpServletRequest request = new HttpServletRequestWrapper(unused(HttpServletRequest.class)) {
            @Override
            public String getHeader(String name) {
                return null;
            }
        };
        HttpServletResponse response = new HttpServletResponseWrapper(unused(HttpServletResponse.class));
        int[] calls = new int[1];
        FilterChain chain = (req, res) -> calls[0]++;
        try (FilteredServer server = new FilteredServer(dir).start()) {
            assertThat(Allocation.ofLeastRound(() -> {
                        for (int i = 0; i < 10_000; i++) {
                            try {
                                server.filter.doFilter(request, response, chain);
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        }
                    }))
                    .isZero();
        }
        assertThat(calls[0]).isGreaterThanOrEqualTo(10_000);
    }
}
