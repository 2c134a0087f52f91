package org.osprofiler.interceptor;

import jakarta.interceptor.InvocationContext;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** A call as a container describes it, for what containers do seldom. */
record Call(Callable<Method> method, List<Object> parameters, Callable<Object> body) implements InvocationContext {

    static Call of(Class<?> type, String method, Callable<Object> body, Object... parameters) {
        for (Method declared : type.getDeclaredMethods()) {
            if (declared.getName().equals(method)) {
                return new Call(() -> declared, List.of(parameters), body);
            }
        }
        throw new AssertionError("no method " + method + " in " + type);
    }

    @Override
    public Method getMethod() {
        try {
            return method.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Object[] getParameters() {
        return parameters.toArray();
    }

    @Override
    public Object proceed() throws Exception {
        return body.call();
    }

    @Override
    public Object getTarget() {
        return this;
    }

    @Override
    public Object getTimer() {
        return null;
    }

    @Override
    public Constructor<?> getConstructor() {
        return null;
    }

    @Override
    public void setParameters(Object[] params) {
        throw new AssertionError("not to be called");
    }

    @Override
    public Map<String, Object> getContextData() {
        return Map.of();
    }
}
