package org.osprofiler.it.war;

import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code /greet} answers at once, {@code /greet?async} from another thread, {@code /greet?fail} with an exception. */
@WebServlet(urlPatterns = "/greet", asyncSupported = true)
public class GreetingServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    @Nullable
    Greeter greeter;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (greeter == null) {
            throw new IllegalStateException("no bean was injected");
        }
        String query = String.valueOf(request.getQueryString());
        if (query.equals("fail")) {
            throw new IllegalStateException("asked to fail");
        }
        String greeting = greeter.greet("world");
        if (query.equals("async")) {
            AsyncContext async = request.startAsync();
            async.start(() -> {
                response.setStatus(202);
                async.complete();
            });
            return;
        }
        response.setContentType("text/plain");
        response.getWriter().write(greeting);
    }
}
