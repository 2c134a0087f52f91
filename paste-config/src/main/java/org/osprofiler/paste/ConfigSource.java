package org.osprofiler.paste;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where configuration text comes from: a file, a resource of a class path or a ServletContext, a stream, a text. Immutable;
 * the text is read anew each time.
 */
public final class ConfigSource {

    /** Opens the text; called once for each reading, closed by the reader. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    private final String name;
    private final Opener opener;
    private final @Nullable Path path;
    private final @Nullable URL url;

    private ConfigSource(String name, Opener opener, @Nullable Path path, @Nullable URL url) {
        this.name = name;
        this.opener = opener;
        this.path = path;
        this.url = url;
    }

    /** A real file; messages name it as it is given here. */
    public static ConfigSource ofFile(Path file) {
        return new ConfigSource(file.toString(), () -> Files.newInputStream(file), file, null);
    }

    /**
     * A resource. A {@code file:} URL counts as the real file, so that it can be reloaded.
     *
     * @param name for messages, as {@code /WEB-INF/api-paste.ini}
     */
    public static ConfigSource ofUrl(String name, URL url) {
        Path file = fileOf(url);
        return file == null
                ? new ConfigSource(name, () -> openUncached(url), null, url)
                : new ConfigSource(name, () -> Files.newInputStream(file), file, null);
    }

    /** Any stream; files that the text names must then be absolute. */
    public static ConfigSource of(String name, Opener opener) {
        return new ConfigSource(name, opener, null, null);
    }

    /** A text. */
    public static ConfigSource ofText(String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(name, () -> new ByteArrayInputStream(bytes));
    }

    /** For messages. */
    public String name() {
        return name;
    }

    /** The real file; null when it is none. */
    public @Nullable Path path() {
        return path;
    }

    InputStream open() throws IOException {
        return opener.open();
    }

    /** The folder, as {@code %(here)s} in an ini gives it. */
    String folder() {
        if (path != null) {
            Path absolute = path.toAbsolutePath().normalize();
            Path parent = absolute.getParent();
            return parent == null ? absolute.toString() : parent.toString();
        }
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }

    /** The whole name, as {@code %(__file__)s} in an ini gives it. */
    String fullName() {
        return path == null ? name : path.toAbsolutePath().normalize().toString();
    }

    /**
     * What this source means by the name of another one: relative to its own folder, or absolute.
     *
     * @throws IllegalArgumentException saying why there is no such thing
     */
    ConfigSource resolve(String reference) {
        try {
            Path other = Path.of(reference);
            if (other.isAbsolute()) {
                return ofFile(other);
            }
            if (path != null) {
                return ofFile(path.resolveSibling(other));
            }
            if (url != null) {
                return ofUrl(siblingName(reference), new URL(url, reference));
            }
        } catch (InvalidPathException | MalformedURLException e) {
            throw new IllegalArgumentException("'" + reference + "' is no name of a file", e);
        }
        throw new IllegalArgumentException(
                "'" + reference + "' is relative, and " + name + " has no folder; write an absolute path");
    }

    private String siblingName(String reference) {
        return name.substring(0, name.lastIndexOf('/') + 1) + reference;
    }

    private static @Nullable Path fileOf(URL url) {
        if (!"file".equals(url.getProtocol())) {
            return null;
        }
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return null; // a URL that a server built by hand: read it as a URL
        }
    }

    /** Without the cache, which would keep a jar open, and its application's files locked, after undeployment. */
    private static InputStream openUncached(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    @Override
    public String toString() {
        return name;
    }
}
