package io.lc2.backup.local.files;

import java.io.IOException;

/** The ordinary path of a key is a folder, or leads through a file: the key has to go to the odd area. */
final class FileTakenByFolderException extends IOException {

    private static final long serialVersionUID = 1L;

    FileTakenByFolderException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
