/** A sample Liferay installation, database and document library, and the comparison of two of them. */
@NullMarked
package io.lc2.backup.standalone.sample;

import org.jspecify.annotations.NullMarked;
