/** The catalog as a service: settings and how its parts are put together. */
@NullMarked
package io.lc2.backup.catalog;

import org.jspecify.annotations.NullMarked;
