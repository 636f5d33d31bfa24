package io.lc2.backup.messaging.headers;

/** Names of the record headers; values are UTF-8 text. They are contracts, as topic names are. */
public final class HeaderNames {

    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String TIME = "ce_time";
    public static final String SUBJECT = "ce_subject";
    public static final String TRACEPARENT = "traceparent";

    /** The provider a command or event belongs to, so that an executor skips foreign ones without decoding them. */
    public static final String PROVIDER = "lc2_provider";

    /**
     * On an event that a recovery of a lost log wrote: whoever wrote it first may be its reader now, and must not believe that
     * it has applied it already. The value says of which record it is a copy.
     */
    public static final String RECOVERED = "lc2_recovered";

    private HeaderNames() {}
}
