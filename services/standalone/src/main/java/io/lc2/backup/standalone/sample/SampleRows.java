package io.lc2.backup.standalone.sample;

import static io.lc2.backup.standalone.sample.SampleInstallation.COMPANY_ID;
import static io.lc2.backup.standalone.sample.SampleInstallation.FIRST_FOLDER_ID;
import static io.lc2.backup.standalone.sample.SampleInstallation.GROUP_ID;
import static io.lc2.backup.standalone.sample.SampleInstallation.uuid;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.SplittableRandom;
import org.postgresql.copy.CopyManager;

/** The rows of the sample's tables. */
final class SampleRows {

    private static final LocalDateTime FIRST_DAY = LocalDateTime.of(2019, 3, 4, 8, 0);
    private static final int SECONDS = 220_000_000;
    private static final int GROUPS = 40;
    private static final long FIRST_USER_ID = 25_000;
    private static final String[] LANGUAGES = {"en_US", "de_DE", "fr_FR", "ja_JP", "es_ES", "pt_BR"};
    private static final String[] ZONES = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Tokyo"};
    private static final String[] COUNTERS = {
        "com.liferay.counter.kernel.model.Counter",
        "com.liferay.document.library.kernel.model.DLFileEntry",
        "com.liferay.journal.model.JournalArticle",
        "com.liferay.portal.kernel.model.Layout",
        "com.liferay.portal.kernel.model.User"
    };

    private final SampleInstallation installation;
    private final SampleSize size;
    private final Prose prose;
    private final CopyManager copies;
    private final SplittableRandom random;

    SampleRows(SampleInstallation installation, CopyManager copies) {
        this.installation = installation;
        this.size = installation.size();
        this.prose = installation.prose();
        this.copies = copies;
        this.random = new SplittableRandom(installation.seed() + 20);
    }

    void write() throws SQLException {
        companiesAndCounters();
        groups();
        users();
        layouts();
        folders();
        fileEntries();
        fileVersions();
        articles();
        auditEvents();
        pageCache();
    }

    private void companiesAndCounters() throws SQLException {
        try (CopyRows rows = rows("Company (companyId, webId, mx, active_)")) {
            rows.add(COMPANY_ID).add("example.com").add("example.com").add(true).endRow();
        }
        try (CopyRows rows = rows("Counter (name, currentId)")) {
            for (String counter : COUNTERS) {
                rows.add(counter).add(1_000_000L + random.nextInt(1_000_000)).endRow();
            }
        }
    }

    private void groups() throws SQLException {
        try (CopyRows rows = rows("Group_ (uuid_, groupId, companyId, creatorUserId, treePath, groupKey, name, type_,"
                + " friendlyURL, active_)")) {
            for (int i = 0; i < GROUPS; i++) {
                String name = prose.phrase(random, 2);
                rows.add(uuid(random)).add(GROUP_ID + i).add(COMPANY_ID).add(FIRST_USER_ID);
                rows.add("/" + (GROUP_ID + i) + "/")
                        .add(name + " " + i)
                        .add(name)
                        .add(random.nextInt(3));
                rows.add("/site-" + i).add(i % 9 != 8).endRow();
            }
        }
    }

    private void users() throws SQLException {
        try (CopyRows rows = rows("User_ (uuid_, userId, companyId, createDate, password_, screenName, emailAddress,"
                + " languageId, timeZoneId, greeting, firstName, lastName, jobTitle, loginDate, status)")) {
            for (int i = 0; i < size.users(); i++) {
                String first = prose.rareWord(random);
                String last = prose.rareWord(random);
                rows.add(uuid(random)).add(FIRST_USER_ID + i).add(COMPANY_ID).add(date());
                rows.add("PBKDF2WithHmacSHA1/160/1300000/" + uuid(random)).add(first + "." + i);
                rows.add(first + "." + last + i + "@example.com");
                rows.add(LANGUAGES[random.nextInt(LANGUAGES.length)]).add(ZONES[random.nextInt(ZONES.length)]);
                rows.add("Welcome " + first + "!").add(first).add(last).add(prose.phrase(random, 2));
                (i % 7 == 0 ? rows.addNull() : rows.add(date()))
                        .add(i % 50 == 0 ? 5L : 0L)
                        .endRow();
            }
        }
    }

    private void layouts() throws SQLException {
        try (CopyRows rows =
                rows("Layout (uuid_, plid, groupId, companyId, parentPlid, privateLayout, name, friendlyURL,"
                        + " typeSettings, priority, publishDate)")) {
            for (int i = 0; i < size.users() / 2; i++) {
                rows.add(uuid(random))
                        .add(90_000L + i)
                        .add(GROUP_ID + i % GROUPS)
                        .add(COMPANY_ID)
                        .add(0)
                        .add(i % 5 == 0);
                rows.add("<root><Name language-id=\"en_US\">" + prose.phrase(random, 3) + "</Name></root>");
                rows.add("/page-" + i).add("layout-template-id=2_columns_ii\ncolumn-1=" + uuid(random) + "\n");
                rows.add(random.nextInt(100)).add(date()).endRow();
            }
        }
    }

    private void folders() throws SQLException {
        try (CopyRows rows =
                rows("DLFolder (uuid_, folderId, groupId, companyId, repositoryId, parentFolderId, treePath,"
                        + " name, description, lastPostDate)")) {
            for (int i = 0; i < installation.folders(); i++) {
                long id = FIRST_FOLDER_ID + i;
                rows.add(uuid(random))
                        .add(id)
                        .add(GROUP_ID)
                        .add(COMPANY_ID)
                        .add(GROUP_ID)
                        .add(0)
                        .add("/" + id + "/");
                rows.add(prose.phrase(random, 2) + " " + i)
                        .add(prose(120))
                        .add(date())
                        .endRow();
            }
        }
    }

    private void fileEntries() throws SQLException {
        try (CopyRows rows = rows("DLFileEntry (uuid_, fileEntryId, groupId, companyId, userId, repositoryId, folderId,"
                + " treePath, name, fileName, extension, mimeType, title, description, version, size_, createDate,"
                + " modifiedDate)")) {
            for (SampleDocument document : installation.documents()) {
                if (document.latest()) {
                    rows.add(uuid(random)).add(document.entryId()).add(GROUP_ID).add(COMPANY_ID);
                    rows.add(FIRST_USER_ID + random.nextInt(size.users())).add(GROUP_ID);
                    rows.add(document.folderId()).add(document.treePath()).add(document.storeName());
                    rows.add(document.name())
                            .add(document.extension())
                            .add(document.object().contentType());
                    rows.add(document.name()).add(prose(200)).add(document.version());
                    rows.add(document.object().size()).add(date()).add(date()).endRow();
                }
            }
        }
    }

    private void fileVersions() throws SQLException {
        try (CopyRows rows = rows("DLFileVersion (uuid_, fileVersionId, groupId, companyId, repositoryId, folderId,"
                + " fileEntryId, fileName, extension, mimeType, changeLog, version, storeUUID, size_, status,"
                + " createDate)")) {
            for (SampleDocument document : installation.documents()) {
                rows.add(uuid(random))
                        .add(document.versionId())
                        .add(GROUP_ID)
                        .add(COMPANY_ID)
                        .add(GROUP_ID);
                rows.add(document.folderId())
                        .add(document.entryId())
                        .add(document.name())
                        .add(document.extension());
                rows.add(document.object().contentType())
                        .add(prose.phrase(random, 4))
                        .add(document.version())
                        .add(document.storeUuid());
                rows.add(document.object().size()).add(0).add(date()).endRow();
            }
        }
    }

    private void articles() throws SQLException {
        try (CopyRows rows =
                rows("JournalArticle (uuid_, id_, groupId, companyId, userId, articleId, version, urlTitle,"
                        + " content, DDMStructureKey, createDate, displayDate, status, indexable)")) {
            for (int i = 0; i < size.articles(); i++) {
                rows.add(uuid(random))
                        .add(2_000_000L + i)
                        .add(GROUP_ID + i % GROUPS)
                        .add(COMPANY_ID);
                rows.add(FIRST_USER_ID + random.nextInt(size.users())).add(Integer.toString(50_000 + i));
                rows.add(1 + random.nextInt(30) / 10.0)
                        .add(prose.phrase(random, 4).replace(' ', '-'));
                rows.add(article())
                        .add("BASIC-WEB-CONTENT")
                        .add(date())
                        .add(date() + "+02")
                        .add(i % 11 == 0 ? 2L : 0L);
                rows.add(i % 3 != 0).endRow();
            }
        }
    }

    private void auditEvents() throws SQLException {
        SampleJson json = new SampleJson(prose, random);
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        // The sequence numbers the rows, so that its value is part of what a restore must bring back.
        try (CopyRows rows = rows(
                "Audit_AuditEvent (groupId, companyId, userId, createDate, eventType, className, additionalInfo, took)")) {
            for (int i = 0; i < size.auditEvents(); i++) {
                info.reset();
                json.record(info);
                rows.add(GROUP_ID + i % GROUPS).add(COMPANY_ID).add(FIRST_USER_ID + random.nextInt(size.users()));
                rows.add(date())
                        .add("VIEW")
                        .add(COUNTERS[random.nextInt(COUNTERS.length)])
                        .add(info.toByteArray());
                rows.add(random.nextInt(9_000_000) / 1000.0).endRow();
            }
        }
    }

    private void pageCache() throws SQLException {
        try (CopyRows rows = rows("Portal_PageCache (cacheKey, body, expires)")) {
            for (int i = 0; i < size.auditEvents() / 10; i++) {
                rows.add("/web/guest/" + i).add(prose(400)).add(date()).endRow();
            }
        }
    }

    private byte[] article() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8_000);
        write(
                out,
                "<?xml version=\"1.0\"?>\n<root available-locales=\"en_US\" default-locale=\"en_US\">\n"
                        + "\t<dynamic-element name=\"content\" type=\"rich_text\" instance-id=\"" + uuid(random)
                        + "\">\n\t\t<dynamic-content language-id=\"en_US\"><![CDATA[<p>");
        prose.text(random, random.nextInt(1_000, 14_000), out);
        write(out, "</p>]]></dynamic-content>\n\t</dynamic-element>\n</root>");
        return out.toByteArray();
    }

    private byte[] prose(int bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes + 200);
        prose.text(random, bytes, out);
        return out.toByteArray();
    }

    private String date() {
        return FIRST_DAY.plusSeconds(random.nextInt(SECONDS)).toString();
    }

    private CopyRows rows(String target) throws SQLException {
        return new CopyRows(copies, target);
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
