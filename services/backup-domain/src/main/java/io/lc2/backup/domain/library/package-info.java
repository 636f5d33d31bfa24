/** What of a document library belongs into a backup. */
@NullMarked
package io.lc2.backup.domain.library;

import org.jspecify.annotations.NullMarked;
