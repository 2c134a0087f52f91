package org.osprofiler.demo.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.jms.ConnectionFactory;
import jakarta.servlet.ServletContext;
import javax.sql.DataSource;
import org.osprofiler.jdbc.TracingDataSource;

/** What the server gives to the application. On a Jakarta EE server it would come by {@code @Resource}. */
@ApplicationScoped
class Resources {

    /** Statements of traced requests become spans; for all others it is the server's DataSource, nothing more. */
    @Produces
    @ApplicationScoped
    DataSource volumes(ServletContext context) {
        return new TracingDataSource(given(context, DataSource.class));
    }

    @Produces
    @ApplicationScoped
    ConnectionFactory broker(ServletContext context) {
        return given(context, ConnectionFactory.class);
    }

    private static <T> T given(ServletContext context, Class<T> type) {
        Object resource = context.getAttribute(type.getName());
        if (resource == null) {
            throw new IllegalStateException("the server gave no " + type.getName() + " to this application");
        }
        return type.cast(resource);
    }
}
