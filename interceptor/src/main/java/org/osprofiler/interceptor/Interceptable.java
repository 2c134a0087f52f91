package org.osprofiler.interceptor;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Which classes CDI can intercept (Jakarta CDI, "Unproxyable bean types"): binding one of the others fails a deployment. */
final class Interceptable {

    private Interceptable() {}

    /** What stands in the way; null when nothing does. */
    static @Nullable String obstacle(Class<?> type) {
        if (type.isRecord() || type.isEnum()) {
            return "records and enums are final";
        }
        if (type.isInterface() || type.isAnnotation() || Modifier.isAbstract(type.getModifiers())) {
            return "it is no concrete class";
        }
        if (Modifier.isFinal(type.getModifiers())) {
            return "the class is final";
        }
        if (type.isSealed()) {
            return "the class is sealed";
        }
        if (type.isAnnotationPresent(jakarta.interceptor.Interceptor.class)) {
            return "it is an interceptor itself";
        }
        if (!hasUsableConstructor(type)) {
            return "it has no constructor without parameters that is not private";
        }
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                int modifiers = method.getModifiers();
                if (Modifier.isFinal(modifiers) && !Modifier.isStatic(modifiers) && !Modifier.isPrivate(modifiers)) {
                    return "the method " + method.getName() + " is final";
                }
            }
        }
        return null;
    }

    private static boolean hasUsableConstructor(Class<?> type) {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 0) {
                return !Modifier.isPrivate(constructor.getModifiers());
            }
        }
        return false;
    }
}
