/** What happens between a caller's wish and the log: identity, idempotency, rules, publishing. */
@NullMarked
package io.lc2.backup.commandapi.submission;

import org.jspecify.annotations.NullMarked;
