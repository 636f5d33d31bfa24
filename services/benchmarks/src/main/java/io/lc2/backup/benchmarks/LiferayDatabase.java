package io.lc2.backup.benchmarks;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Fills a database with tables named as Liferay's: articles and messages of prose, content as JSON, files as bytes and as
 * large objects of random content, and many small rows.
 */
final class LiferayDatabase {

    private static final String[] TABLES = {
        """
        CREATE TABLE user_ (userid bigint PRIMARY KEY, uuid_ varchar(75), screenname varchar(75) NOT NULL,
          emailaddress varchar(254) NOT NULL, password_ varchar(255), createdate timestamp, comments text)
        """,
        """
        CREATE TABLE journalarticle (id_ bigint PRIMARY KEY, uuid_ varchar(75), groupid bigint, articleid varchar(75),
          version float8, title varchar(800), content text, modifieddate timestamp)
        """,
        """
        CREATE TABLE mbmessage (messageid bigint PRIMARY KEY, threadid bigint, userid bigint, subject varchar(255),
          body text, createdate timestamp)
        """,
        "CREATE TABLE ddmcontent (contentid bigint PRIMARY KEY, groupid bigint, name varchar(255), data_ text)",
        """
        CREATE TABLE dlfileentry (fileentryid bigint PRIMARY KEY, uuid_ varchar(75), folderid bigint, name varchar(255),
          filename varchar(255), mimetype varchar(75), title varchar(255), description text, size_ bigint)
        """,
        "CREATE TABLE dlcontent (contentid bigint PRIMARY KEY, path_ varchar(255), data_ bytea, size_ bigint)",
        """
        CREATE TABLE resourcepermission (resourcepermissionid bigint PRIMARY KEY, companyid bigint, name varchar(255),
          scope int, primkey varchar(255), roleid bigint, actionids bigint, viewactionid boolean)
        """,
        """
        CREATE TABLE assetentry (entryid bigint PRIMARY KEY, groupid bigint, classnameid bigint, classpk bigint,
          title varchar(800), viewcount bigint, publishdate timestamp)
        """,
    };

    private static final String[] INDEXES = {
        "CREATE INDEX ix_article_group ON journalarticle (groupid, articleid)",
        "CREATE INDEX ix_message_thread ON mbmessage (threadid, createdate)",
        "CREATE UNIQUE INDEX ix_permission ON resourcepermission (companyid, name, scope, primkey, roleid)",
        "CREATE INDEX ix_asset_class ON assetentry (classnameid, classpk)",
        "CREATE INDEX ix_file_folder ON dlfileentry (folderid, title)",
        "CREATE UNIQUE INDEX ix_user_mail ON user_ (emailaddress)",
    };

    private static final int BLOB = 64 << 10;

    private final Connection connection;
    private final String database;
    private final Map<String, String> environment;
    private final Prose prose = new Prose(1);
    private final Random random = new Random(2);

    /**
     * Prepares.
     *
     * @param connection to the empty database
     * @param database its name
     * @param environment how psql reaches the server
     */
    LiferayDatabase(Connection connection, String database, Map<String, String> environment) {
        this.connection = connection;
        this.database = database;
        this.environment = environment;
    }

    /** Makes tables and rows for a database of about so many megabytes. */
    void fill(int megabytes) throws SQLException, IOException, InterruptedException {
        for (String table : TABLES) {
            execute(table);
        }
        long unit = (long) megabytes;
        copy("user_", unit * 20, this::user);
        copy("journalarticle", unit * 55, this::article);
        copy("mbmessage", unit * 180, this::message);
        copy("ddmcontent", unit * 75, this::content);
        copy("dlfileentry", unit * 40, this::file);
        copy("dlcontent", unit * 2, this::bytes);
        copy("resourcepermission", unit * 700, this::permission);
        copy("assetentry", unit * 250, this::asset);
        largeObjects(unit * 3 / 2);
        for (String index : INDEXES) {
            execute(index);
        }
        execute("VACUUM ANALYZE");
    }

    private String user(long id) {
        return row(id, uuid(), prose.word() + id, prose.word() + id + "@example.org", hex(20), time(), prose.title());
    }

    private String article(long id) {
        String body = prose.text(1500 + random.nextInt(7000)).replace("\n\n", "</p><p>");
        String xml =
                "<?xml version=\"1.0\"?><root available-locales=\"en_US\" default-locale=\"en_US\"><dynamic-element name=\""
                        + prose.word() + "\" type=\"text_area\" index-type=\"text\" instance-id=\"" + hex(4)
                        + "\"><dynamic-content language-id=\"en_US\"><![CDATA[<p>" + body
                        + "</p>]]></dynamic-content></dynamic-element></root>";
        return row(id, uuid(), 20_000 + random.nextInt(40), 30_000 + id, 1.0, prose.title(), xml, time());
    }

    private String message(long id) {
        return row(id, id / 9, random.nextInt(20_000), prose.title(), prose.text(150 + random.nextInt(1500)), time());
    }

    private String content(long id) {
        StringBuilder json = new StringBuilder("{\"availableLanguageIds\":[\"en_US\"],\"fieldValues\":[");
        for (int left = 3 + random.nextInt(12); left > 0; left--) {
            json.append("{\"instanceId\":\"")
                    .append(hex(4))
                    .append("\",\"name\":\"")
                    .append(prose.word())
                    .append("\",\"value\":{\"en_US\":\"")
                    .append(prose.title())
                    .append("\"},\"position\":")
                    .append(random.nextInt(1000))
                    .append(",\"weight\":")
                    .append(random.nextDouble())
                    .append(left > 1 ? "}," : "}");
        }
        return row(id, 20_000 + random.nextInt(40), prose.title(), json.append("]}"));
    }

    private String file(long id) {
        String name = prose.word() + "-" + id + ".pdf";
        return row(
                id,
                uuid(),
                id / 50,
                id,
                name,
                "application/pdf",
                prose.title(),
                prose.text(80),
                random.nextInt(9_000_000));
    }

    private String bytes(long id) {
        return row(id, "documents/" + id + "/" + prose.word(), "\\\\x" + hex(BLOB), BLOB);
    }

    private String permission(long id) {
        String name = "com.liferay." + (random.nextInt(120) + 100) + ".model.Entry";
        return row(
                id, 20_097, name, 4, id * 7, 20_100 + random.nextInt(8), random.nextInt(1 << 12), random.nextBoolean());
    }

    private String asset(long id) {
        return row(
                id,
                20_000 + random.nextInt(40),
                random.nextInt(60),
                id * 3,
                prose.title(),
                random.nextInt(5000),
                time());
    }

    private void copy(String table, long rows, LongFunction<String> row) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "psql", "-qX", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", "COPY " + table + " FROM STDIN")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process psql = builder.start();
        try (Writer lines = psql.outputWriter(StandardCharsets.UTF_8)) {
            for (long id = 1; id <= rows; id++) {
                lines.write(row.apply(id));
            }
        }
        if (psql.waitFor() != 0) {
            throw new IOException("cannot fill " + table);
        }
    }

    private void largeObjects(long count) throws SQLException {
        byte[] content = new byte[BLOB];
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement("SELECT lo_from_bytea(0, ?)")) {
            for (long at = 0; at < count; at++) {
                random.nextBytes(content);
                statement.setBytes(1, content);
                statement.execute();
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String hex(int bytes) {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        return HexFormat.of().formatHex(content);
    }

    private String uuid() {
        String digits = hex(16);
        return digits.substring(0, 8) + "-" + digits.substring(8, 12) + "-" + digits.substring(12, 16) + "-"
                + digits.substring(16, 20) + "-" + digits.substring(20);
    }

    private String time() {
        return "2026-%02d-%02d %02d:%02d:%02d.%03d"
                .formatted(
                        1 + random.nextInt(12),
                        1 + random.nextInt(28),
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextInt(60),
                        random.nextInt(1000));
    }

    /** A line of COPY's text format; values hold no tabs. */
    private static String row(Object... values) {
        StringBuilder row = new StringBuilder();
        for (int at = 0; at < values.length; at++) {
            row.append(at == 0 ? "" : "\t").append(values[at].toString().replace("\n", "\\n"));
        }
        return row.append('\n').toString();
    }
}
