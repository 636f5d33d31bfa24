/** The HTTP side: bodies, headers, problems and the document that describes them. */
@NullMarked
package io.lc2.backup.commandapi.rest;

import org.jspecify.annotations.NullMarked;
