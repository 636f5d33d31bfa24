/** The steps an operation consists of, made once from request, application profile and provider capabilities. */
@NullMarked
package io.lc2.backup.domain.plan;

import org.jspecify.annotations.NullMarked;
