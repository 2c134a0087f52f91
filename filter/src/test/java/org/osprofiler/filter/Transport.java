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

    /** RFC 9110, 5.5: white space around a value is no part of it, and CR, LF, NUL are not allowed. */
    private static final Pattern NO_FIELD_VALUE = Pattern.compile("\\A[ \t]|[ \t]\\z|[\\x00-\\x08\\x0a-\\x1f\\x7f]");

    static Transport of(MiddlewareCase each) {
        String target = each.target();
        // Compared with the request's canonical path, in which é is unescaped. A space stays %20 there, which ee9 never
        // finds.
        String contextPath = each.mountedAt().isEmpty() ? "/" : URIUtil.canonicalPath(each.mountedAt());
        boolean mounts = !contextPath.contains("%");
        boolean carriesTarget = mounts
                && !NO_REQUEST_LINE.matcher(target).find()
                && !target.contains("#") // a fragment is not sent, RFC 9112, 3.2; Jetty drops it
                && !REFUSED.matcher(each.path()).find()
                && !climbsAboveRoot(each.path());
        boolean carriesHeaders = each.headers().values().stream()
                .noneMatch(value -> NO_FIELD_VALUE.matcher(value).find());
        return new Transport(each, mounts ? contextPath : "/", carriesTarget, carriesHeaders);
    }

    private static boolean climbsAboveRoot(String path) {
        int depth = 0;
        for (String segment : path.substring(1).split("/", -1)) {
            depth += segment.equals("..") ? -1 : segment.equals(".") ? 0 : 1;
            if (depth < 0) {
                return true;
            }
        }
        return false;
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
