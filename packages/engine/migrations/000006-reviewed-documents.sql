-- Whether somebody said that a document of a multi-label project has none of the classes. A document with labels is reviewed
-- by itself: the column is false there. Nobody could say it before, so old rows are not reviewed.
alter table document add column reviewed boolean not null default false;
-- Whether the labels file that the document came from lists its location twice in one dataset. False again as soon as the
-- document is written or labelled anew.
alter table document add column listed_twice boolean not null default false;
