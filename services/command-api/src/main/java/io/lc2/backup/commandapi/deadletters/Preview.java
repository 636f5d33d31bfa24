package io.lc2.backup.commandapi.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Shows bytes of unknown origin to people: the beginning of them, as printable ASCII with everything else escaped, and with
 * what looks like a secret hidden (R-73). Bounded, so nobody can make an answer large.
 */
public final class Preview {

    /** Bytes of a value that are shown. */
    public static final int VALUE = 256;

    /** Bytes of a key, of the name or of the value of a header that are shown. */
    public static final int SHORT = 128;

    private static final String HIDDEN = "[hidden]";
    private static final String WORDS =
            "pass(?:word|wd|phrase)?|secret|token|credential|authorization|api[_-]?key|access[_-]?key"
                    + "|private[_-]?key|cookie|signature";

    private static final Pattern SECRET_NAME = Pattern.compile(".*(?:" + WORDS + ").*", Pattern.CASE_INSENSITIVE);

    /** What follows the name of an HTTP scheme. */
    private static final Pattern SCHEME =
            Pattern.compile("((?:bearer|basic)[^A-Za-z0-9]{1,12})[^\\s\"',;&}]{1,256}", Pattern.CASE_INSENSITIVE);

    /** A word for a secret, up to four characters between, and what follows; all quantifiers are bounded. */
    private static final Pattern SECRET = Pattern.compile(
            "((?:" + WORDS + ")[\\w-]{0,32}[^A-Za-z0-9]{1,12})[^\\s\"',;&}]{1,256}", Pattern.CASE_INSENSITIVE);

    /** User and password in an address. */
    private static final Pattern USER_INFO = Pattern.compile("(://)[^/@\\s]{1,256}@");

    private static final Pattern JSON_WEB_TOKEN =
            Pattern.compile("eyJ[\\w-]{5,256}\\.[\\w-]{1,256}(?:\\.[\\w-]{0,256})?");

    private Preview() {}

    /** The beginning of a value. */
    public static String ofValue(byte @Nullable [] bytes) {
        return bytes == null ? "" : text(bytes, VALUE);
    }

    /** The beginning of a key; null stays null. */
    public static @Nullable String ofKey(byte @Nullable [] bytes) {
        return bytes == null ? null : text(bytes, SHORT);
    }

    /** The name of a header. */
    public static String ofName(String name) {
        return text(name.getBytes(UTF_8), SHORT);
    }

    /** The value of a header; hidden when its name says that it is a secret. */
    public static String ofHeader(String name, byte @Nullable [] bytes) {
        if (bytes == null) {
            return "";
        }
        return SECRET_NAME.matcher(name).matches() ? HIDDEN : text(bytes, SHORT);
    }

    private static String text(byte[] bytes, int most) {
        StringBuilder shown = new StringBuilder();
        for (byte b : Arrays.copyOf(bytes, Math.min(bytes.length, most))) {
            if (b == '\\') {
                shown.append("\\\\");
            } else if (b >= ' ' && b <= '~') {
                shown.append((char) b);
            } else {
                shown.append("\\x").append(HexFormat.of().toHexDigits(b).toLowerCase(Locale.ROOT));
            }
        }
        String hidden = withoutSecrets(shown.toString());
        return bytes.length <= most ? hidden : hidden + "…";
    }

    private static String withoutSecrets(String text) {
        String withoutTokens = JSON_WEB_TOKEN.matcher(text).replaceAll(HIDDEN);
        String withoutUsers = USER_INFO.matcher(withoutTokens).replaceAll("$1" + HIDDEN + "@");
        String withoutSchemes = SCHEME.matcher(withoutUsers).replaceAll("$1" + HIDDEN);
        return SECRET.matcher(withoutSchemes).replaceAll("$1" + HIDDEN);
    }
}
