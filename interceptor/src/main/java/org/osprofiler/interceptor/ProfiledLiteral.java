package org.osprofiler.interceptor;

import jakarta.enterprise.util.AnnotationLiteral;

/** {@code @Profiled} with its defaults, for beans of {@code trace_packages}. */
final class ProfiledLiteral extends AnnotationLiteral<Profiled> implements Profiled {

    static final ProfiledLiteral INSTANCE = new ProfiledLiteral();

    private static final long serialVersionUID = 1L;

    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public String name() {
        return "";
    }

    @Override
    public String[] args() {
        return new String[0];
    }

    @Override
    public boolean hideArgs() {
        return false;
    }

    @Override
    public boolean hideResult() {
        return true;
    }
}
