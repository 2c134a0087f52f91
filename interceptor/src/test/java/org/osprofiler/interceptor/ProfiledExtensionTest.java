package org.osprofiler.interceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.osprofiler.interceptor.packaged.FinalBean;
import org.osprofiler.interceptor.packaged.FinalMethod;
import org.osprofiler.interceptor.packaged.HiddenConstructor;
import org.osprofiler.interceptor.packaged.Sealed;
import org.osprofiler.interceptor.packaged.Settings;
import org.osprofiler.interceptor.packaged.Untouched;

/** The extension never fails a deployment. */
class ProfiledExtensionTest {

    @AfterEach
    void clear() {
        System.clearProperty("OSPROFILER_PASTE_INI");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                FinalBean.class,
                FinalMethod.class,
                HiddenConstructor.class,
                Sealed.class,
                Settings.class,
                Thread.State.class,
                Runnable.class,
                Number.class,
                ProfiledInterceptor.class
            })
    void whatCannotBeIntercepted_hasAnObstacle(Class<?> type) {
        assertThat(Interceptable.obstacle(type)).isNotBlank();
    }

    @Test
    void ordinaryBean_hasNone() {
        assertThat(Interceptable.obstacle(Untouched.class)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no\0path", "/no/such/api-paste.ini"})
    void configurationThatCannotBeRead_meansNoPackages(String file) {
        System.setProperty("OSPROFILER_PASTE_INI", file);
        assertThat(TracePackages.fromConfiguration().patterns()).isEmpty();
        assertThatCode(ProfiledExtension::new).doesNotThrowAnyException();
    }

    @Test
    void classThatMentionsOneThatIsNotThere_isLeftAlone(@TempDir Path dir) throws Exception {
        Class<?> broken = CompiledClass.of(
                dir,
                "Gone",
                "@org.osprofiler.interceptor.Profiled public class Broken { public void work(Gone gone) {} }",
                "public class Gone {}");
        Path ini = Files.writeString(
                dir.resolve("api-paste.ini"),
                "[filter:osprofiler]\npaste.filter_factory = osprofiler.web:WsgiMiddleware.factory\nenabled = no\n"
                        + "trace_packages = Broken\n");
        System.setProperty("OSPROFILER_PASTE_INI", ini.toString());
        assertThatCode(broken::getDeclaredMethods).isInstanceOf(NoClassDefFoundError.class);
        ProfiledExtension extension = new ProfiledExtension();
        assertThatCode(() -> extension.check(discovered(broken))).doesNotThrowAnyException();
        // Fails if it were to be configured: the event knows nothing but its type.
        assertThatCode(() -> extension.profilePackages(discovered(broken))).doesNotThrowAnyException();
    }

    @SuppressWarnings("unchecked")
    private static ProcessAnnotatedType<Object> discovered(Class<?> type) {
        AnnotatedType<Object> annotated = (AnnotatedType<Object>) proxy(AnnotatedType.class, "getJavaClass", type);
        return (ProcessAnnotatedType<Object>) proxy(ProcessAnnotatedType.class, "getAnnotatedType", annotated);
    }

    private static Object proxy(Class<?> type, String method, Object answer) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            if (called.getName().equals(method)) {
                return answer;
            }
            if (called.getName().equals("isAnnotationPresent")) {
                return false;
            }
            throw new AssertionError("not to be called: " + called);
        });
    }
}
