/** The words every other package speaks: identities, enumerations and small values of a backup platform. */
@NullMarked
package io.lc2.backup.domain;

import org.jspecify.annotations.NullMarked;
