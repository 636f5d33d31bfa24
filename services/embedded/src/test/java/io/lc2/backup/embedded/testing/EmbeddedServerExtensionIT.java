package io.lc2.backup.embedded.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.lc2.backup.embedded.EmbeddedDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EmbeddedServerExtension.class)
class EmbeddedServerExtensionIT {

    private static int portOfTheClass;

    private final EmbeddedDatabase database;

    EmbeddedServerExtensionIT(EmbeddedDatabase database) {
        this.database = database;
    }

    @BeforeAll
    static void remember(EmbeddedDatabase database) {
        portOfTheClass = database.port();
    }

    @Test
    void givesTheSameRunningServerEverywhere(EmbeddedDatabase another) throws SQLException {
        assertThat(another).isSameAs(database);
        assertThat(another.port()).isEqualTo(portOfTheClass);
        DriverManager.getConnection(another.jdbcUrl("postgres"), another.user(), another.password())
                .close();
    }
}
