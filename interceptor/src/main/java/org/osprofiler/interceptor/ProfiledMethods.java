package org.osprofiler.interceptor;

import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The methods of one application's beans that were called while a request was traced. Held by the application's {@link
 * ProfiledExtension} and gone with it: a static map would keep an application's classes where this jar is shared, a {@link
 * ClassValue} would keep ours where a bean's class is shared.
 */
final class ProfiledMethods {

    private final ConcurrentMap<Class<?>, ConcurrentMap<Method, ProfiledMethod>> byClass = new ConcurrentHashMap<>();

    ProfiledMethod of(Class<?> beanClass, Method method) {
        ConcurrentMap<Method, ProfiledMethod> ofClass = byClass.get(beanClass);
        if (ofClass == null) {
            ofClass = byClass.computeIfAbsent(beanClass, type -> new ConcurrentHashMap<>());
        }
        ProfiledMethod known = ofClass.get(method);
        if (known == null) {
            known = ProfiledMethod.find(beanClass, method);
            ofClass.put(method, known);
        }
        return known;
    }
}
