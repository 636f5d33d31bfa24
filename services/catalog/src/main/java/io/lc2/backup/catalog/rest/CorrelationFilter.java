package io.lc2.backup.catalog.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives every call a correlation id: the caller's, or a new one when it sent none or one that is not fit for log files. */
final class CorrelationFilter extends OncePerRequestFilter {

    private static final String HEADER = "X-Correlation-Id";
    private static final String MDC_KEY = "correlationId";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:@/-]{1,128}");

    private final Supplier<UUID> newIds;

    CorrelationFilter(Supplier<UUID> newIds) {
        this.newIds = newIds;
    }

    static String correlationId(HttpServletRequest request) {
        Object id = request.getAttribute(HEADER);
        return id == null ? "" : id.toString();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String sent = request.getHeader(HEADER);
        String id = sent != null && FORM.matcher(sent).matches()
                ? sent
                : newIds.get().toString();
        request.setAttribute(HEADER, id);
        response.setHeader(HEADER, id);
        MDC.put(MDC_KEY, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(MDC_KEY);
        }
    }
}
