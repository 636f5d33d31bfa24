/** Recovery points: completed backups as data that can be restored, with their own axes of state. */
@NullMarked
package io.lc2.backup.domain.recovery;

import org.jspecify.annotations.NullMarked;
