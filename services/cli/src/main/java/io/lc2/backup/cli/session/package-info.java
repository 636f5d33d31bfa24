/** What all verbs share: options, addresses, asking, printing. */
@NullMarked
package io.lc2.backup.cli.session;

import org.jspecify.annotations.NullMarked;
