alter table Group_ add constraint fk_group_company foreign key (companyId) references Company;
alter table User_ add constraint fk_user_company foreign key (companyId) references Company;
alter table Layout add constraint fk_layout_group foreign key (groupId) references Group_;
alter table DLFolder add constraint fk_folder_group foreign key (groupId) references Group_;
alter table DLFileEntry add constraint fk_entry_group foreign key (groupId) references Group_;
alter table DLFileVersion add constraint fk_version_entry foreign key (fileEntryId) references DLFileEntry;
alter table JournalArticle add constraint fk_article_group foreign key (groupId) references Group_;
alter table JournalArticle add constraint ck_article_version check (version > 0);
create unique index IX_C5806019 on User_ (companyId, screenName);
create index IX_BEBFB9FC on User_ (emailAddress);
create unique index IX_8F542794 on Layout (groupId, privateLayout, friendlyURL);
create unique index IX_5391712 on DLFileEntry (groupId, folderId, name);
create index IX_772ECDE7 on DLFileEntry (lower(title));
create unique index IX_A0A283F4 on DLFileVersion (fileEntryId, version);
create unique index IX_FDD1AAA8 on DLContent (companyId, repositoryId, path_, version);
create unique index IX_85C52EEC on JournalArticle (groupId, articleId, version);
create index IX_3E2765FC on JournalArticle (status, createDate) where indexable;
create index IX_AUDIT_INFO on Audit_AuditEvent (companyId, createDate);
create view DocumentOverview as
  select f.name as folder, e.title, e.mimeType, count(v.fileVersionId) as versions, sum(v.size_) as bytes
  from DLFileEntry e join DLFolder f on f.folderId = e.folderId left join DLFileVersion v on v.fileEntryId = e.fileEntryId
  group by f.name, e.fileEntryId;
comment on view DocumentOverview is 'Versions and bytes per document';
