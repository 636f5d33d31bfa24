/** The HTTP side: addresses, JSON, problems and event streams. */
@NullMarked
package io.lc2.backup.catalog.rest;

import org.jspecify.annotations.NullMarked;
