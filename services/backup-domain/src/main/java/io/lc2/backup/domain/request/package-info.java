/** What a caller asks for: the request shape of R-60, the same on every provider. */
@NullMarked
package io.lc2.backup.domain.request;

import org.jspecify.annotations.NullMarked;
