/** The headers every record carries: CloudEvents in binary mode, the trace, the provider. */
@NullMarked
package io.lc2.backup.messaging.headers;

import org.jspecify.annotations.NullMarked;
