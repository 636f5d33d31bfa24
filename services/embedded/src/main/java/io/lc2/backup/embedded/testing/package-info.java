/** Hands embedded servers to JUnit tests; needs JUnit Jupiter on the class path of the tests. */
@NullMarked
package io.lc2.backup.embedded.testing;

import org.jspecify.annotations.NullMarked;
