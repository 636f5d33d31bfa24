package io.lc2.backup.local.s3;

import io.lc2.backup.executor.spi.ObjectMetadata;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * User metadata travels in HTTP headers, which hold plain ASCII only. Other values are written as RFC 2047 encoded words,
 * which is also how S3 itself hands out values it got in UTF-8.
 */
final class S3Metadata {

    /** What S3 calls an object whose type nobody gave. */
    private static final String NO_TYPE = "binary/octet-stream";

    private static final Pattern ENCODED_WORD =
            Pattern.compile("=\\?UTF-8\\?([BQ])\\?([^?]*)\\?=\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENCODED =
            Pattern.compile("(=\\?UTF-8\\?[BQ]\\?[^?]*\\?=\\s*)+", Pattern.CASE_INSENSITIVE);

    private S3Metadata() {}

    static String contentType(ObjectMetadata metadata) {
        return metadata.contentType().isEmpty() ? NO_TYPE : metadata.contentType();
    }

    static Map<String, String> headers(ObjectMetadata metadata) {
        Map<String, String> headers = new TreeMap<>();
        metadata.userMetadata().forEach((name, value) -> headers.put(name, encode(value)));
        return headers;
    }

    static ObjectMetadata of(@Nullable String contentType, Map<String, String> headers) {
        Map<String, String> userMetadata = new TreeMap<>();
        headers.forEach((name, value) -> userMetadata.put(name.toLowerCase(Locale.ROOT), decode(value)));
        return new ObjectMetadata(contentType == null || contentType.equals(NO_TYPE) ? "" : contentType, userMetadata);
    }

    static String encode(String value) {
        boolean plain = value.equals(value.strip())
                && value.chars().allMatch(c -> c >= ' ' && c < 0x7f)
                && !ENCODED.matcher(value).matches();
        return plain
                ? value
                : "=?UTF-8?B?" + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    static String decode(String value) {
        if (!ENCODED.matcher(value).matches()) {
            return fromLatin1(value);
        }
        try {
            return decodeWords(value);
        } catch (IllegalArgumentException e) {
            // It only looks like encoded words.
            return value;
        }
    }

    private static String decodeWords(String value) {
        StringBuilder decoded = new StringBuilder();
        Matcher words = ENCODED_WORD.matcher(value);
        while (words.find()) {
            byte[] bytes = words.group(1).equalsIgnoreCase("B")
                    ? Base64.getDecoder().decode(words.group(2))
                    : quotedPrintable(words.group(2));
            decoded.append(new String(bytes, StandardCharsets.UTF_8));
        }
        return decoded.toString();
    }

    /** Some servers send UTF-8 as it is; the HTTP client takes every byte for a character. */
    private static String fromLatin1(String value) {
        if (value.chars().allMatch(c -> c < 0x80) || value.chars().anyMatch(c -> c > 0xff)) {
            return value;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return value;
        }
    }

    private static byte[] quotedPrintable(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=' && i + 2 < text.length()) {
                bytes.put((byte) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.put((byte) (c == '_' ? ' ' : c));
            }
        }
        byte[] result = new byte[bytes.position()];
        bytes.flip().get(result);
        return result;
    }
}
