-- Views and full-text search of the SQLite export; each statement ends with a semicolon at the end of a line.
CREATE VIEW partnership_list AS
SELECT l.partnership, l.a_name AS authority, l.a_kind AS authority_kind, l.a_country AS authority_country,
  l.b_name AS partner, l.b_kind AS partner_kind, l.b_country AS partner_country, l.form, l.status, l.since, l.until,
  p.themes, l.stated_on, l.sources
FROM links l JOIN partnerships p ON p.id = l.partnership
ORDER BY l.partnership, l.a, l.b;
CREATE VIEW partnerships_by_country AS
SELECT p.country, c.name_fr AS country_fr, c.name_en AS country_en, count(DISTINCT p.partnership) AS partnerships,
  count(DISTINCT p.actor) AS parties
FROM parties p JOIN territories c ON c.code = p.country
WHERE p.role = 'party'
GROUP BY p.country
ORDER BY partnerships DESC, p.country;
CREATE VIEW partnerships_by_form AS
SELECT coalesce(form, 'unknown') AS form, status, count(*) AS partnerships
FROM partnerships
GROUP BY 1, 2
ORDER BY partnerships DESC, 1, 2;
CREATE VIEW partnerships_by_year AS
SELECT CAST(substr(since, 1, 4) AS INTEGER) AS year, count(*) AS partnerships
FROM partnerships
WHERE since IS NOT NULL
GROUP BY 1
ORDER BY 1;
CREATE VIEW busiest_actors AS
SELECT a.id, a.name, a.kind, a.country, count(*) AS partnerships
FROM parties p JOIN actors a ON a.id = p.actor
WHERE p.role = 'party'
GROUP BY a.id
ORDER BY partnerships DESC, a.id;
CREATE VIEW network_members AS
SELECT m.network, n.name AS network_name, m.member, a.name AS member_name, a.label AS member_label, a.country, m.role,
  m.since, m.until, m.stated_on
FROM memberships m JOIN networks n ON n.id = m.network JOIN actors a ON a.id = m.member
ORDER BY m.network, m.member;
CREATE VIEW office_holders AS
SELECT m.person, p.name AS person_name, m.title, m.body, a.name AS body_name, a.country, m.since, m.until, m.stated_on
FROM mandates m JOIN people p ON p.id = m.person JOIN actors a ON a.id = m.body
ORDER BY m.person, m.body, m.title;
CREATE VIEW who_says_what AS
SELECT s.thing_type, s.thing, s.source, o.title_fr, o.title_en, o.date, s.locator, s.stated_on, s.form, s.status, s.since
FROM statements s JOIN sources o ON o.id = s.source
ORDER BY s.thing_type, s.thing, s.stated_on DESC;
CREATE VIEW freshness AS
SELECT o.id AS source, o.title_fr, o.title_en, o.date, count(*) AS statements, count(DISTINCT s.thing) AS things
FROM sources o LEFT JOIN statements s ON s.source = o.id
GROUP BY o.id
ORDER BY o.date DESC, o.id;
CREATE VIRTUAL TABLE actors_fts USING fts5 (name, name_fr, name_en, content="actors", tokenize='unicode61 remove_diacritics 2');
INSERT INTO actors_fts (actors_fts) VALUES ('rebuild');
CREATE VIRTUAL TABLE sources_fts USING fts5 (title_fr, title_en, content="sources", tokenize='unicode61 remove_diacritics 2');
INSERT INTO sources_fts (sources_fts) VALUES ('rebuild');
