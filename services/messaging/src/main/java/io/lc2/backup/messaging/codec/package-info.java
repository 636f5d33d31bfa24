/** Translates between the domain and the generated Avro classes, which go no further than here. */
@NullMarked
package io.lc2.backup.messaging.codec;

import org.jspecify.annotations.NullMarked;
