/** Calls of the two APIs, bounded in time, and what their failures mean to a person. */
@NullMarked
package io.lc2.backup.cli.http;

import org.jspecify.annotations.NullMarked;
