package org.osprofiler.filter;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A container's request and response, for what containers do seldom. Asynchronous cycles are as Servlet 9.6 says. */
final class FakeExchange {

    /** What a method answers, by its name; an exception is thrown. */
    final Map<String, Object> answers = new HashMap<>();

    final Map<String, Object> attributes = new HashMap<>();
    final Map<String, String> headers = new HashMap<>();
    final HttpServletRequest request = proxy(HttpServletRequest.class, this::call);
    final HttpServletResponse response = proxy(HttpServletResponse.class, this::call);

    /** Of the cycle that is on. */
    final List<AsyncListener> listeners = new ArrayList<>();

    private final AsyncContext async = proxy(AsyncContext.class, this::call);

    FakeExchange(String... signed) {
        for (int i = 0; i < signed.length; i += 2) {
            headers.put(signed[i], signed[i + 1]);
        }
        answers.putAll(Map.of("getRequestURI", "/a", "getMethod", "GET", "getScheme", "http", "getStatus", 200));
        answers.putAll(Map.of("isCommitted", false, "isAsyncStarted", false));
    }

    private interface Answer {
        Object to(Method method, Object[] args) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> answer.to(method, args)));
    }

    private Object call(Method method, Object[] args) throws Throwable {
        Object answer = answers.get(method.getName());
        if (answer instanceof Throwable thrown) {
            throw thrown;
        }
        return switch (method.getName()) {
            case "getHeader" -> headers.get(args[0]);
            case "getAttribute" -> attributes.get(args[0]);
            case "setAttribute" -> attributes.put((String) args[0], args[1]);
            case "startAsync" -> startAsync();
            case "addListener" -> listeners.add((AsyncListener) args[0]);
            default -> answer;
        };
    }

    private AsyncContext startAsync() throws IOException {
        List<AsyncListener> ofTheLastCycle = List.copyOf(listeners);
        listeners.clear();
        for (AsyncListener listener : ofTheLastCycle) {
            listener.onStartAsync(event());
        }
        return async;
    }

    AsyncEvent event() {
        return new AsyncEvent(async, request, response);
    }

    AsyncEvent event(ServletRequest suppliedRequest, ServletResponse suppliedResponse, Throwable thrown) {
        return new AsyncEvent(async, suppliedRequest, suppliedResponse, thrown);
    }
}
