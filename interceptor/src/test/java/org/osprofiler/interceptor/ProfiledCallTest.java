package org.osprofiler.interceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osprofiler.Profiler;
import org.osprofiler.interceptor.beans.Shop;
import org.osprofiler.testkit.RecordedTrace;

/** What the interceptor does where a container, a class or a stage is not as usual: the call goes on. */
class ProfiledCallTest {

    private static <T> T answering(Class<T> type, String method, Object answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, args) -> {
            if (called.getName().equals(method)) {
                return answer;
            }
            throw new UnsupportedOperationException(called.getName());
        }));
    }

    /** As servers make it for components that are no beans. */
    private static ProfiledInterceptor withoutBean() {
        BeanManager manager = answering(BeanManager.class, "getExtension", new ProfiledExtension());
        return new ProfiledInterceptor(null, manager);
    }

    @Test
    void componentThatIsNoBean_isNamedByItsMethodsClass() throws Exception {
        try (RecordedTrace trace = RecordedTrace.start()) {
            assertThat(withoutBean().profile(Call.of(Shop.class, "fails", () -> "x")))
                    .isEqualTo("x");
            assertThat(trace.names()).containsExactly("wsgi-start", "Shop.fails-start", "Shop.fails-stop", "wsgi-stop");
        }
    }

    /** A class of the application, or of a container that makes a method from a declared one. */
    static class Below extends Shop {
        @Override
        public void fails() {}
    }

    @Test
    void inheritedMethod_isNamedByTheClassThatDefinesIt_aContainersByTheBeans() throws Exception {
        assertThat(functionName(Below.class, Shop.class)).isEqualTo(Shop.class.getName() + ".fails");
        assertThat(functionName(Shop.class, Below.class)).isEqualTo(Shop.class.getName() + ".fails");
        assertThat(functionName(Below.class, Below.class)).isEqualTo(Below.class.getName() + ".fails");
    }

    private static Object functionName(Class<?> beanClass, Class<?> definer) throws Exception {
        BeanManager manager = answering(BeanManager.class, "getExtension", new ProfiledExtension());
        Bean<?> bean = answering(Bean.class, "getBeanClass", beanClass);
        try (RecordedTrace trace = RecordedTrace.start()) {
            new ProfiledInterceptor(bean, manager).profile(Call.of(definer, "fails", () -> "x"));
            assertThat(trace.notifications().get(1).name()).isEqualTo(beanClass.getSimpleName() + ".fails-start");
            return ((Map<?, ?>) trace.notifications().get(1).info().get("function")).get("name");
        }
    }

    /** An exception whose message is the application's code. */
    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("application code");
        }
    }

    /** OSProfiler's decorator has {@code str(exception)}, its {@code Trace} the first argument, none here. */
    @Test
    void exceptionWithoutMessage_hasAnEmptyOne() throws Exception {
        for (RuntimeException error : List.of(new IllegalStateException(), new Unspeakable())) {
            try (RecordedTrace trace = RecordedTrace.start()) {
                Call failing = Call.of(Shop.class, "fails", () -> {
                    throw error;
                });
                assertThatThrownBy(() -> withoutBean().profile(failing)).isSameAs(error);
                assertThat(trace.notifications().get(2).info())
                        .containsEntry("etype", error.getClass().getName())
                        .containsEntry("message", "");
            }
        }
    }

    @Test
    void extensionThatIsNotSeen_isNoFailure() throws Exception {
        Bean<?> bean = answering(Bean.class, "getBeanClass", Shop.class);
        BeanManager manager = answering(BeanManager.class, "nothing", null);
        try (RecordedTrace trace = RecordedTrace.start()) {
            new ProfiledInterceptor(bean, manager).profile(Call.of(Shop.class, "fails", () -> "x"));
            assertThat(trace.names()).contains("Shop.fails-stop");
        }
    }

    @Test
    void passivatedInterceptor_goesOn() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(withoutBean());
        }
        try (RecordedTrace trace = RecordedTrace.start();
                ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            ((ProfiledInterceptor) in.readObject()).profile(Call.of(Shop.class, "fails", () -> "x"));
            assertThat(trace.names()).contains("Shop.fails-stop");
        }
    }

    @Test
    void methodThatCannotBeLookedAt_isCalledAllTheSame() throws Exception {
        try (RecordedTrace trace = RecordedTrace.start()) {
            Call notPresent = new Call(
                    () -> {
                        throw new TypeNotPresentException("Gone", null);
                    },
                    List.of(),
                    () -> "called");
            Call notLinked = new Call(
                    () -> {
                        throw new NoClassDefFoundError("Gone");
                    },
                    List.of(),
                    () -> Profiler.current().name());
            assertThat(withoutBean().profile(notPresent)).isEqualTo("called");
            assertThat(withoutBean().profile(notLinked)).isEqualTo("wsgi");
            assertThat(trace.names()).containsExactly("wsgi-start", "wsgi-stop");
        }
    }

    @Test
    void stageThatTellsNoEnd_isReturned_andTheSpanEndsWithTheCall() throws Exception {
        CompletionStage<?> minimal = answering(CompletionStage.class, "nothing", null);
        try (RecordedTrace trace = RecordedTrace.start()) {
            assertThat(withoutBean().profile(Call.of(Shop.class, "later", () -> minimal)))
                    .isSameAs(minimal);
            assertThat(Profiler.current().name()).isEqualTo("wsgi");
            assertThat(trace.names()).containsExactly("wsgi-start", "Shop.later-start", "Shop.later-stop", "wsgi-stop");
        }
    }

    @Test
    void failedStage_recordsWhatHappened_notItsWrapping() throws Exception {
        CompletableFuture<Object> failed = CompletableFuture.supplyAsync(() -> {
                    throw new IllegalStateException("sold out");
                })
                .thenApply(value -> value);
        CompletableFuture<Object> wrapped = CompletableFuture.failedFuture(
                new ExecutionException(new java.util.concurrent.CompletionException(new java.io.IOException("lost"))));
        try (RecordedTrace trace = RecordedTrace.start()) {
            assertThat(withoutBean().profile(Call.of(Shop.class, "later", () -> failed)))
                    .isSameAs(failed);
            assertThat(failed).failsWithin(java.time.Duration.ofSeconds(10));
            org.awaitility.Awaitility.await()
                    .until(() -> failed.getNumberOfDependents() == 0
                            && trace.profiler().counters().getTaken() == 3);
            withoutBean().profile(Call.of(Shop.class, "later", () -> wrapped));
            assertThat(trace.notifications().get(2).info())
                    .containsEntry("etype", "java.lang.IllegalStateException")
                    .containsEntry("message", "sold out");
            assertThat(trace.notifications().get(4).info()).containsEntry("etype", "java.io.IOException");
        }
    }

    @Test
    void classCompiledWithoutNames_showsNoText(@TempDir Path dir) throws Exception {
        Class<?> nameless = CompiledClass.of(dir, "", """
                public class Nameless {
                    public void login(String user, String password, int attempt, Object session) {}

                    @org.osprofiler.interceptor.Profiled(args = "user")
                    public void named(String user, String password) {}
                }
                """);
        try (RecordedTrace trace = RecordedTrace.start()) {
            withoutBean().profile(Call.of(nameless, "login", () -> null, "ada", "hunter2", 3, new Object()));
            withoutBean().profile(Call.of(nameless, "named", () -> null, "ada", "hunter2"));
            assertThat(trace.notifications().get(1).info())
                    .containsEntry(
                            "function",
                            Map.of(
                                    "name",
                                    "Nameless.login",
                                    "args",
                                    "(String[3], String[7], 3, java.lang.Object)",
                                    "kwargs",
                                    "{}"));
            assertThat(trace.notifications().get(3).info().get("function"))
                    .asString()
                    .contains("{user: ada}", "(String[7])");
        }
    }
}
