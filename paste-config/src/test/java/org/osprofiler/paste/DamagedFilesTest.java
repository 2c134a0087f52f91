package org.osprofiler.paste;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.osprofiler.testkit.Vectors;

/** Files of the vectors with some bytes changed: they load, or a ConfigException says why not; nothing else comes out. */
class DamagedFilesTest {

    private static final byte[] DELICATE = "=:%()[]#;\n\r\t $\\{}'\",\u0000@/*".getBytes(StandardCharsets.US_ASCII);
    private static final int VARIANTS = 8;

    @Test
    void damagedFile_loadsOrIsRefused() {
        Random random = new Random(20261124);
        List<byte[]> inis = new ArrayList<>();
        Vectors.cases("paste.json", "cases")
                .forEach(each -> inis.add(FileContent.of(each.get("ini"), each.get("ini_base64"))));
        List<byte[]> confs = new ArrayList<>();
        for (Map<String, Object> each : Vectors.cases("oslo_config.json", "cases")) {
            if (each.get("files") instanceof List<?> files) {
                files.forEach(text -> confs.add(FileContent.of(text, null)));
            }
        }
        for (int i = 0; i < VARIANTS * inis.size(); i++) {
            byte[] ini = damaged(inis.get(i % inis.size()), random);
            byte[] conf = damaged(confs.get(i % confs.size()), random);
            load(ini, conf);
        }
    }

    private static void load(byte[] ini, byte[] conf) {
        ConfigSources sources = ConfigSources.builder()
                .ini(ConfigSource.of("a.ini", () -> new ByteArrayInputStream(ini)))
                .conf(ConfigSource.of("a.conf", () -> new ByteArrayInputStream(conf)))
                .environment(name -> null)
                .build();
        try {
            assertThat(PasteConfig.load(sources).values()).hasSize(Option.values().length);
        } catch (ConfigException e) {
            assertThat(e.problems()).isNotEmpty().allMatch(problem -> problem.endsWith("is not used"));
        }
    }

    private static byte[] damaged(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] =
                    random.nextInt(4) == 0 ? (byte) random.nextInt(256) : DELICATE[random.nextInt(DELICATE.length)];
        }
        return bytes;
    }
}
