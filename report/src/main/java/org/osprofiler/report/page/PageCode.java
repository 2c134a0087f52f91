package org.osprofiler.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Script and style sheet of a page, and the content security policy that allows these two and nothing else. They are put
 * together from {@code src/main/page} when the project is built.
 */
public record PageCode(String script, String style) {

    /**
     * The code of a page.
     *
     * @param page {@code trace} or {@code diff}
     */
    public static PageCode of(String page) {
        return new PageCode(resource(page + ".js"), resource(page + ".css"));
    }

    /**
     * The code of a page without a script.
     *
     * @param page its style sheet's name
     */
    public static PageCode withoutScript(String page) {
        return new PageCode("", resource(page + ".css"));
    }

    /** What stands in the head before any script or style: what the page may do, and its title. */
    public void writeHead(Html html, String title) throws IOException {
        html.markup("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n")
                .markup("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy() + "\"/>\n")
                .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .markup("<meta name=\"referrer\" content=\"no-referrer\"/>\n<title>")
                .text(title)
                .markup("</title>\n<style>" + style + "</style>\n</head>\n");
    }

    void writeScript(Html html) throws IOException {
        html.markup("<script>" + script + "</script>\n");
    }

    /**
     * Nothing is loaded, and nothing runs but the one script. A page without one comes from a server, and may send its form
     * there.
     */
    public String policy() {
        String what = script.isEmpty() ? "" : " script-src 'sha256-" + sha256(script) + "';";
        return "default-src 'none';" + what + " style-src 'sha256-" + sha256(style) + "'; base-uri 'none'; form-action "
                + (script.isEmpty() ? "'self'" : "'none'");
    }

    private static String resource(String name) {
        try (InputStream resource = PageCode.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the page's code is not in this jar: " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing, which every Java platform must have", e);
        }
    }
}
