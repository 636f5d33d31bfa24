package io.lc2.backup.commandapi.rest;

import io.lc2.backup.commandapi.submission.Caller;
import io.lc2.backup.commandapi.submission.InvalidRequestException;
import io.lc2.backup.domain.Actor;
import io.lc2.backup.domain.request.Violation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads who calls from the headers and the socket. The answer tells the idempotency key, so that a call without one can be repeated too. */
final class CallerResolver implements HandlerMethodArgumentResolver {

    private static final String ANONYMOUS = "anonymous";

    private final Supplier<UUID> newKeys;

    CallerResolver(Supplier<UUID> newKeys) {
        this.newKeys = newKeys;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest request = nativeOf(webRequest.getNativeRequest(HttpServletRequest.class));
        List<Violation> violations = new ArrayList<>();
        String key = header(
                request,
                CallHeaders.IDEMPOTENCY_KEY,
                CallHeaders.IDEMPOTENCY_KEY_FORM,
                "must be 1-255 visible ASCII characters",
                violations);
        String actor = header(
                request,
                CallHeaders.ACTOR,
                CallHeaders.ACTOR_FORM,
                "must be 1-128 letters, digits, dots, underscores, hyphens, colons or @",
                violations);
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
        String usedKey = key == null ? newKeys.get().toString() : key;
        nativeOf(webRequest.getNativeResponse(HttpServletResponse.class))
                .setHeader(CallHeaders.IDEMPOTENCY_KEY, usedKey);
        return new Caller(
                new Actor(actor == null ? ANONYMOUS : actor, request.getRemoteAddr()),
                CorrelationFilter.correlationId(request),
                request.getHeader(CallHeaders.TRACEPARENT),
                usedKey);
    }

    private static @Nullable String header(
            HttpServletRequest request, String name, Pattern form, String message, List<Violation> violations) {
        String value = request.getHeader(name);
        if (value != null && !form.matcher(value).matches()) {
            violations.add(new Violation(name, message));
        }
        return value;
    }

    private static <T> T nativeOf(@Nullable T servletObject) {
        if (servletObject == null) {
            throw new IllegalStateException("not a servlet request");
        }
        return servletObject;
    }
}
