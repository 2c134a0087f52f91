package org.osprofiler.collector;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.jspecify.annotations.Nullable;
import org.osprofiler.wire.CollectorApi;

/**
 * Who is answered. On loopback only for names that mean this machine: a web page in the user's browser can point a name of its
 * own at 127.0.0.1, but then that name stands in {@code Host}. With a token file, only who has a token.
 */
final class Guard {

    private final @Nullable Set<String> names;
    private final Tokens tokens;

    /** @param extraNames allowed beside localhost, 127.0.0.1 and [::1] */
    Guard(boolean loopback, List<String> extraNames, Tokens tokens) {
        this.tokens = tokens;
        if (loopback) {
            names = new TreeSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
            extraNames.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        } else {
            names = null;
        }
    }

    void checkHost(Request request) throws HttpProblem {
        String name = Request.getServerName(request);
        if (names != null && (name == null || !names.contains(name.toLowerCase(Locale.ROOT)))) {
            throw new HttpProblem(
                    403, "this collector answers for " + String.join(", ", names) + "; add names with --host-name");
        }
    }

    void check(Request request, Response response, Tokens.Right right) throws HttpProblem {
        if (tokens.isOpen()) {
            return;
        }
        Set<Tokens.Right> rights = tokens.rights(token(request));
        if (rights.isEmpty()) {
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"osprofiler\", charset=\"UTF-8\"");
            throw new HttpProblem(
                    401, "a token is needed: X-Auth-Token, Authorization: Bearer, or the password of Basic");
        }
        if (!rights.contains(right)) {
            throw new HttpProblem(
                    403, "this token does not allow to " + right.name().toLowerCase(Locale.ROOT));
        }
    }

    private static @Nullable String token(Request request) {
        String token = request.getHeaders().get(CollectorApi.AUTH_TOKEN);
        if (token != null) {
            return token;
        }
        String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        int space = authorization == null ? -1 : authorization.indexOf(' ');
        if (authorization == null || space < 0) {
            return null;
        }
        String credentials = authorization.substring(space + 1).strip();
        return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
            case "bearer" -> credentials;
            case "basic" -> password(credentials);
            default -> null;
        };
    }

    private static @Nullable String password(String base64) {
        try {
            String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : pair.substring(colon + 1);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
