package org.osprofiler.filter;

import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.URIUtil;

/**
 * What of a case's request can be sent to a Java server. The rest never reaches any filter there; a request object shows that
 * the filter would know what to do with it.
 *
 * @param contextPath where Jetty mounts the application
 */
record Transport(MiddlewareCase each, String contextPath, boolean carriesTarget, boolean carriesHeaders) {

    /** RFC 9112, 3: white space and control characters end a request's line; bytes above are Jetty's 400. */
    private static final Pattern NO_REQUEST_LINE = Pattern.compile("[^!-~]");

    /** Refused by Jetty even with UriCompliance.UNSAFE: NUL, a percent sign that escapes nothing; and climbing above the root. */
    private static final Pattern REFUSED = Pattern.compile("%00|%(?![0-9a-fA-F]{2})");

    /** RFC 9110, 5.5: white space around a value is no part of it, and CR, LF, NUL are not allowed; each character is a byte. */
    private static final Pattern NO_FIELD_VALUE =
            Pattern.compile("\\A[ \t]|[ \t]\\z|[\\x00-\\x08\\x0a-\\x1f\\x7f]|[^\\x00-\\xff]");

    static Transport of(MiddlewareCase each) {
        String target = each.target();
        // Compared with the request's canonical path, in which é is unescaped. A space stays %20 there, which ee9 never
        // finds.
        String contextPath = each.mountedAt().isEmpty() ? "/" : URIUtil.canonicalPath(each.mountedAt());
        boolean mounts = !contextPath.contains("%");
        boolean carriesTarget = mounts
                && target.startsWith("/") // other forms are not the path as sent, RFC 9112, 3.2
                && !each.method().equals("CONNECT") // goes with another form
                && !NO_REQUEST_LINE.matcher(target).find()
                && !target.contains("#") // a fragment is not sent, RFC 9112, 3.2; Jetty drops it
                && !REFUSED.matcher(each.path()).find()
                && !climbsAbove(contextPath, each.path());
        boolean carriesHeaders = each.headers().values().stream()
                .noneMatch(value -> NO_FIELD_VALUE.matcher(value).find());
        return new Transport(each, mounts ? contextPath : "/", carriesTarget, carriesHeaders);
    }

    /** A server takes dot segments away, escaped ones too, before it looks for the application. */
    private static boolean climbsAbove(String contextPath, String path) {
        long root = contextPath.equals("/")
                ? 0
                : contextPath.chars().filter(c -> c == '/').count();
        int depth = 0;
        for (String segment : path.substring(1).split("/", -1)) {
            String plain = segment.replaceAll("(?i)%2e", ".");
            depth += plain.equals("..") ? -1 : plain.equals(".") ? 0 : 1;
            if (plain.equals("..") && depth < root) {
                return true;
            }
        }
        return false;
    }

    /** For the request's line. */
    String method() {
        return carriesTarget ? each.method() : "GET";
    }

    /** For the request's line. */
    String target() {
        return carriesTarget ? each.target() : contextPath.equals("/") ? "/" : each.mountedAt() + "/";
    }

    /** For the request. */
    Map<String, String> headers() {
        return carriesHeaders ? each.headers() : Map.of();
    }

    /** In front of the case's name; empty when all is sent. */
    String label() {
        return carriesTarget && carriesHeaders ? "" : "[by a request object: Jetty does not let it through] ";
    }
}
