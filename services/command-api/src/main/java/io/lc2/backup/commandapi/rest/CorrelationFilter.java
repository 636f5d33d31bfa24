package io.lc2.backup.commandapi.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives every call a correlation id: the caller's, or a new one when it sent none or one that is not fit for log files. Every answer
 * tells it, problems included.
 */
final class CorrelationFilter extends OncePerRequestFilter {

    private static final String MDC_KEY = "correlationId";

    private final Supplier<UUID> newIds;

    CorrelationFilter(Supplier<UUID> newIds) {
        this.newIds = newIds;
    }

    static String correlationId(HttpServletRequest request) {
        Object id = request.getAttribute(CallHeaders.CORRELATION_ID);
        return id == null ? "" : id.toString();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String sent = request.getHeader(CallHeaders.CORRELATION_ID);
        boolean fit =
                sent != null && CallHeaders.CORRELATION_ID_FORM.matcher(sent).matches();
        String id = fit ? sent : newIds.get().toString();
        request.setAttribute(CallHeaders.CORRELATION_ID, id);
        response.setHeader(CallHeaders.CORRELATION_ID, id);
        MDC.put(MDC_KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(MDC_KEY);
        }
    }
}
