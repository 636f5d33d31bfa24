/** The topics as typed constants: names, keys, contracts, headers, and what makes them exist. */
@NullMarked
package io.lc2.backup.messaging.topics;

import org.jspecify.annotations.NullMarked;
