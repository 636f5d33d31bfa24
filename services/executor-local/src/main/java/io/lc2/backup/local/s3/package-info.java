/** S3 and servers that speak its protocol as object storage. */
@NullMarked
package io.lc2.backup.local.s3;

import org.jspecify.annotations.NullMarked;
