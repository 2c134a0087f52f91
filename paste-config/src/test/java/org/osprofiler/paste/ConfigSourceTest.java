package org.osprofiler.paste;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigSourceTest {

    private static final String INI = """
            [filter:osprofiler]
            use = config:more/common.ini#osprofiler
            hmac_keys_file = more/keys.txt
            enabled = yes
            """;
    private static final String COMMON = """
            [filter:osprofiler]
            use = egg:osprofiler#osprofiler
            connection_string = http://127.0.0.1:8777
            collector_token_file = token
            """;
    private static final String KEYS = "# rotated in May\n3NmuVr0oQZL8hT2x\nbS5ZkQ7pEw9cUj4y # the old one\n\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path dir;

    private static LoadedConfig load(ConfigSource ini) {
        return PasteConfig.load(
                ConfigSources.builder().ini(ini).environment(name -> null).build());
    }

    private void writeFiles() throws IOException {
        Files.createDirectory(dir.resolve("more"));
        Files.writeString(dir.resolve("api-paste.ini"), INI);
        Files.writeString(dir.resolve("more/common.ini"), COMMON);
        Files.writeString(dir.resolve("more/keys.txt"), KEYS);
    }

    @Test
    void file_namesOthersRelativeToItself() throws IOException {
        writeFiles();

        LoadedConfig loaded = load(ConfigSource.ofFile(dir.resolve("api-paste.ini")));

        assertThat(loaded.options().hmacKeys()).containsExactly("3NmuVr0oQZL8hT2x", "bS5ZkQ7pEw9cUj4y");
        assertThat(loaded.options().collectorTokenFile()).isEqualTo(dir.resolve("more/token"));
        assertThat(loaded.files())
                .containsExactlyInAnyOrder(
                        dir.resolve("api-paste.ini"), dir.resolve("more/common.ini"), dir.resolve("more/keys.txt"));
        assertThat(loaded.warnings())
                .anyMatch(warning -> warning.place().equals(dir.resolve("more/keys.txt") + ":3")
                        && warning.text().startsWith("the comment behind a key is left out"));
    }

    @Test
    void fileUrl_countsAsTheFile() throws IOException {
        writeFiles();
        URL url = dir.resolve("api-paste.ini").toUri().toURL();

        LoadedConfig loaded = load(ConfigSource.ofUrl("/WEB-INF/api-paste.ini", url));

        assertThat(loaded.options().hmacKeys()).hasSize(2);
        assertThat(loaded.files()).contains(dir.resolve("api-paste.ini"));
    }

    @Test
    void resourceInAPackedWar_namesOthersBesideIt() throws IOException {
        Path war = dir.resolve("volume.war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            put(zip, "WEB-INF/api-paste.ini", INI);
            put(zip, "WEB-INF/more/common.ini", COMMON.replace("collector_token_file = token\n", ""));
            put(zip, "WEB-INF/more/keys.txt", KEYS);
        }
        URL url = URI.create("jar:" + war.toUri() + "!/WEB-INF/api-paste.ini").toURL();

        LoadedConfig loaded = load(ConfigSource.ofUrl("/WEB-INF/api-paste.ini", url));

        assertThat(loaded.options().hmacKeys()).hasSize(2);
        assertThat(loaded.files()).isEmpty();
        assertThat(loaded.values())
                .filteredOn(value -> value.name().equals("connection_string"))
                .singleElement()
                .returns("/WEB-INF/more/common.ini:3", ConfigValue::source);
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    @Test
    void tokenInAPackedWar_isRefused() throws IOException {
        Path war = dir.resolve("volume.war");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(war))) {
            put(zip, "WEB-INF/api-paste.ini", INI.replace("more/", ""));
            put(zip, "WEB-INF/common.ini", COMMON);
            put(zip, "WEB-INF/keys.txt", KEYS);
        }
        URL url = URI.create("jar:" + war.toUri() + "!/WEB-INF/api-paste.ini").toURL();

        assertThatThrownBy(() -> load(ConfigSource.ofUrl("/WEB-INF/api-paste.ini", url)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "/WEB-INF/common.ini:4: collector_token_file: 'token' is no file; write an absolute path");
    }

    @Test
    void text_hasNoFolder() {
        assertThatThrownBy(() -> load(ConfigSource.ofText("an ini", INI)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "an ini:2: use = config:more/common.ini#osprofiler: 'more/common.ini' is relative, and "
                                + "an ini has no folder; write an absolute path");
    }

    @Test
    void absoluteName_worksFromAnywhere() throws IOException {
        writeFiles();
        String ini = INI.replace("more/", dir + "/more/");

        assertThat(load(ConfigSource.ofText("an ini", ini)).options().hmacKeys())
                .hasSize(2);
    }

    @Test
    void here_isTheFilesFolder() throws IOException {
        Files.writeString(
                dir.resolve("api-paste.ini"),
                "[filter:osprofiler]\nuse = egg:osprofiler#osprofiler\nservice = %(here)s\nproject = %(__file__)s\n");

        LoadedConfig loaded = load(ConfigSource.ofFile(dir.resolve("api-paste.ini")));

        assertThat(loaded.options().service()).isEqualTo(dir.toString());
        assertThat(loaded.options().project())
                .isEqualTo(dir.resolve("api-paste.ini").toString());
    }
}
