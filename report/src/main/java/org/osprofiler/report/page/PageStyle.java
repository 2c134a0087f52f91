package org.osprofiler.report.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The page's style sheet, and the content security policy that allows it and nothing else. */
final class PageStyle {

    /** Levels that have an indentation of their own; deeper ones share the last. */
    static final int LEVELS = 32;

    private static final String RULES = """
            :root { color-scheme: light dark; --text: #1c2330; --dim: #5d6778; --ground: #ffffff; --line: #e1e5eb;
              --bar: #3b6fd4; --bad: #b3261e; --track: #f0f2f6; }
            @media (prefers-color-scheme: dark) { :root { --text: #e4e8ef; --dim: #9aa5b6; --ground: #14181f;
              --line: #2a313c; --bar: #7aa5f5; --bad: #ff8a80; --track: #1d232d; } }
            body { margin: 1.5rem; background: var(--ground); color: var(--text);
              font: 0.875rem/1.45 system-ui, sans-serif; }
            h1 { font-size: 1.125rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
            p { margin: .25rem 0; color: var(--dim); }
            .warn { color: var(--bad); }
            table { border-collapse: collapse; width: 100%; min-width: 60rem; margin-top: 1rem; table-layout: fixed; }
            th { text-align: left; font-weight: 600; color: var(--dim); }
            th, td { padding: .25rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
            th.num, td.num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
            .c-span { width: 40%; } .c-service { width: 12%; } .c-time { width: 6.5rem; }
            td { overflow-wrap: anywhere; }
            .what { color: var(--dim); }
            .bad { color: var(--bad); }
            .bar { display: block; width: 100%; height: 1.1rem; background: var(--track); border-radius: 2px; }
            .bar rect { fill: var(--bar); } .bar rect.failed { fill: var(--bad); }
            details > summary { cursor: pointer; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .75rem; margin: .4rem 0 .6rem;
              font: 0.8rem/1.4 ui-monospace, monospace; }
            dt { color: var(--dim); } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
            @media print { details > summary { list-style: none; } }
            """;

    static final String SHEET = RULES + levels();

    static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + sha256(SHEET) + "'; base-uri 'none'; form-action 'none'";

    private PageStyle() {}

    private static String levels() {
        StringBuilder rules = new StringBuilder();
        for (int level = 1; level <= LEVELS; level++) {
            rules.append(".l")
                    .append(level)
                    .append(" { padding-left: ")
                    .append(8 + level * 14)
                    .append("px; }\n");
        }
        return rules.toString();
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
