/** Copies document libraries into backups and back, describes them in an object manifest, and proves the result. */
@NullMarked
package io.lc2.backup.executor.objects;

import org.jspecify.annotations.NullMarked;
