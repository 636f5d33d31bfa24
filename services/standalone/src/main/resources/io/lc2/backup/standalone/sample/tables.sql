-- A cut of Liferay DXP 7.4's tables, unquoted as Liferay creates them, so that PostgreSQL folds the names.
create table Company (
  companyId bigint not null primary key, webId varchar(75), mx varchar(200), active_ boolean not null
);
create table Group_ (
  mvccVersion bigint default 0 not null, uuid_ varchar(75), groupId bigint not null primary key, companyId bigint not null,
  creatorUserId bigint, treePath text, groupKey varchar(150), name text, type_ integer, friendlyURL varchar(255),
  active_ boolean
);
create table User_ (
  mvccVersion bigint default 0 not null, uuid_ varchar(75), userId bigint not null primary key, companyId bigint not null,
  createDate timestamp, password_ varchar(255), screenName varchar(75), emailAddress varchar(254), languageId varchar(75),
  timeZoneId varchar(75), greeting varchar(255), firstName varchar(75), lastName varchar(75), jobTitle varchar(100),
  loginDate timestamp, status integer
);
create table Layout (
  mvccVersion bigint default 0 not null, uuid_ varchar(75), plid bigint not null primary key, groupId bigint not null,
  companyId bigint, parentPlid bigint, privateLayout boolean, name text, friendlyURL varchar(255), typeSettings text,
  priority integer, publishDate timestamp
);
create table DLFolder (
  uuid_ varchar(75), folderId bigint not null primary key, groupId bigint not null, companyId bigint, repositoryId bigint,
  parentFolderId bigint, treePath text, name varchar(255), description text, lastPostDate timestamp
);
create table DLFileEntry (
  mvccVersion bigint default 0 not null, ctCollectionId bigint default 0 not null, uuid_ varchar(75), fileEntryId bigint not null primary key,
  groupId bigint not null, companyId bigint, userId bigint, repositoryId bigint, folderId bigint not null, treePath text,
  name varchar(255), fileName varchar(255), extension varchar(75), mimeType varchar(120), title varchar(255),
  description text, version varchar(75), size_ bigint, createDate timestamp, modifiedDate timestamp
);
create table DLFileVersion (
  mvccVersion bigint default 0 not null, ctCollectionId bigint default 0 not null, uuid_ varchar(75), fileVersionId bigint not null primary key,
  groupId bigint not null, companyId bigint, repositoryId bigint, folderId bigint, fileEntryId bigint not null,
  fileName varchar(255), extension varchar(75), mimeType varchar(120), changeLog varchar(255), version varchar(75),
  storeUUID varchar(255), size_ bigint, status integer, createDate timestamp
);
create table DLContent (
  contentId bigint not null primary key, groupId bigint, companyId bigint, repositoryId bigint, path_ varchar(255),
  version varchar(75), data_ oid, preview bytea, size_ bigint
);
create table JournalArticle (
  mvccVersion bigint default 0 not null, uuid_ varchar(75), id_ bigint not null primary key, groupId bigint not null,
  companyId bigint, userId bigint, articleId varchar(75), version double precision, urlTitle varchar(255), content text,
  DDMStructureKey varchar(75), createDate timestamp, displayDate timestamptz, status integer, indexable boolean
);
create table Counter (
  name varchar(150) not null primary key, currentId bigint
);
create sequence audit_event_seq;
create table Audit_AuditEvent (
  auditEventId bigint default nextval('audit_event_seq') not null primary key, groupId bigint, companyId bigint,
  userId bigint, createDate timestamp, eventType varchar(75), className varchar(200), additionalInfo jsonb,
  took numeric(12, 3)
);
alter sequence audit_event_seq owned by Audit_AuditEvent.auditEventId;
-- Filled again by itself: a backup leaves its rows out.
create table Portal_PageCache (
  cacheKey varchar(255) not null primary key, body text, expires timestamp
);
