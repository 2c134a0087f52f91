package org.osprofiler.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** Dependencies point down the data's way only: the table of docs/architecture.md, as rules. */
@AnalyzeClasses(packages = "org.osprofiler", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyDirectionTest {

    private static ArchRule only(String module, String... mayUse) {
        Set<String> allowed = Set.of(mayUse);
        return noClasses()
                .that()
                .resideInAPackage("org.osprofiler." + module + "..")
                .should()
                .dependOnClassesThat(
                        new com.tngtech.archunit.base.DescribedPredicate<JavaClass>("are ours, outside of " + allowed) {
                            @Override
                            public boolean test(JavaClass target) {
                                return target.getPackageName().startsWith("org.osprofiler")
                                        && !isIn(target, module)
                                        && allowed.stream().noneMatch(other -> isIn(target, other));
                            }
                        });
    }

    /** The empty name is the package of the API itself. */
    private static boolean isIn(JavaClass type, String module) {
        return module.isEmpty()
                ? type.getPackageName().equals("org.osprofiler")
                : (type.getPackageName() + ".").startsWith("org.osprofiler." + module + ".");
    }

    @ArchTest
    static final ArchRule wire_knowsNothingOfOurs = only("wire");

    @ArchTest
    static final ArchRule send_knowsTheWire = only("send", "wire");

    @ArchTest
    static final ArchRule paste_knowsCore = only("paste", "", "send", "wire");

    @ArchTest
    static final ArchRule filter_knowsCoreAndPaste = only("filter", "", "send", "wire", "paste");

    @ArchTest
    static final ArchRule interceptor_knowsCoreAndPaste = only("interceptor", "", "send", "wire", "paste");

    @ArchTest
    static final ArchRule jdbc_knowsCore = only("jdbc", "", "send", "wire");

    @ArchTest
    static final ArchRule jms_knowsCore = only("jms", "", "send", "wire");

    @ArchTest
    static final ArchRule store_knowsCore_butNoTrees = only("store", "wire", "send");

    @ArchTest
    static final ArchRule report_knowsCore_butNoRows = only("report", "wire");

    @ArchTest
    static final ArchRule collector_knowsStoreReportAndTheBroker =
            only("collector", "wire", "send", "store", "report", "jms");

    @ArchTest
    static final ArchRule demo_knowsWhatAnApplicationKnows =
            only("demo", "", "send", "wire", "paste", "filter", "interceptor", "jdbc", "jms");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.osprofiler.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule jackson_isReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackage("org.osprofiler.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("tools.jackson..");

    @ArchTest
    static final ArchRule applicationModules_useTheSystemLogger = noClasses()
            .that()
            .resideInAnyPackage(
                    "org.osprofiler",
                    "org.osprofiler.wire..",
                    "org.osprofiler.send..",
                    "org.osprofiler.paste..",
                    "org.osprofiler.filter..",
                    "org.osprofiler.interceptor..",
                    "org.osprofiler.jdbc..",
                    "org.osprofiler.jms..")
            .and()
            .doNotHaveSimpleName("TracingDataSource") // javax.sql.DataSource has a method that returns a Logger
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.logging..", "com.fasterxml..");

    @ArchTest
    static final ArchRule jmsProvider_loadsWithoutJms = classes()
            .that()
            .haveSimpleName("JmsNotifierProvider")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.osprofiler..", "org.jspecify..");

    @ArchTest
    static final ArchRule noRoomsForOddments = noClasses()
            .that()
            .resideOutsideOfPackage("org.osprofiler.demo.manager..") // the service volume-manager
            .should()
            .resideInAnyPackage("..util..", "..common..", "..impl..", "..manager..", "..helper..", "..internal..");
}
