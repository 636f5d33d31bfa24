package io.lc2.backup.commandapi.rest;

import java.util.regex.Pattern;

/** Names and forms of the headers a call may have. */
final class CallHeaders {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    static final String ACTOR = "X-LC2-Actor";
    static final String CORRELATION_ID = "X-Correlation-Id";
    static final String TRACEPARENT = "traceparent";

    static final Pattern IDEMPOTENCY_KEY_FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");
    static final Pattern ACTOR_FORM = Pattern.compile("[A-Za-z0-9._@:-]{1,128}");
    static final Pattern CORRELATION_ID_FORM = Pattern.compile("[A-Za-z0-9._:@/-]{1,128}");

    private CallHeaders() {}
}
