"""The tables: what is kept for ever, what is the program's own, and what is projected and may be dropped."""

APPLICATION_ID = 0x4A4F5552
"""`JOUR`, written into the database header."""

KEPT = (
    "CREATE TABLE kept_record (seq INTEGER PRIMARY KEY, header BLOB NOT NULL)",
    "CREATE TABLE kept_body (seq INTEGER PRIMARY KEY REFERENCES kept_record (seq), text BLOB NOT NULL)",
    "CREATE TABLE kept_shredded (seq INTEGER PRIMARY KEY, by_seq INTEGER NOT NULL)",
    "CREATE TABLE kept_file (name TEXT PRIMARY KEY, key BLOB NOT NULL, seq INTEGER NOT NULL) WITHOUT ROWID",
    # Holds every key a second time, on other pages: one damaged page must not cost all files whose keys lie on it.
    "CREATE INDEX kept_file_again ON kept_file (seq, key)",
    "CREATE TABLE kept_inbox_key (public BLOB PRIMARY KEY, private BLOB NOT NULL, until_seq INTEGER NOT NULL)"
    " WITHOUT ROWID",
    "CREATE TRIGGER kept_record_stays BEFORE DELETE ON kept_record BEGIN SELECT RAISE(ABORT, 'records stay'); END",
    "CREATE TRIGGER kept_record_is BEFORE UPDATE ON kept_record BEGIN SELECT RAISE(ABORT, 'records stay'); END",
    "CREATE TRIGGER kept_body_is BEFORE UPDATE ON kept_body BEGIN SELECT RAISE(ABORT, 'bodies stay'); END",
    "CREATE TRIGGER kept_body_stays BEFORE DELETE ON kept_body"
    " WHEN NOT EXISTS (SELECT 1 FROM kept_shredded WHERE seq = OLD.seq)"
    " BEGIN SELECT RAISE(ABORT, 'bodies stay'); END",
    "CREATE TRIGGER kept_shredded_names BEFORE INSERT ON kept_shredded"
    " WHEN NEW.by_seq IS NOT (SELECT max(seq) FROM kept_record)"
    " BEGIN SELECT RAISE(ABORT, 'only the newest record can remove a body'); END",
    "CREATE TRIGGER kept_shredded_is BEFORE UPDATE ON kept_shredded BEGIN SELECT RAISE(ABORT, 'stays'); END",
    "CREATE TRIGGER kept_shredded_stays BEFORE DELETE ON kept_shredded BEGIN SELECT RAISE(ABORT, 'stays'); END",
)

PROJECTION = "CREATE TABLE own_projection (one INTEGER PRIMARY KEY CHECK (one = 1), made_by TEXT NOT NULL)"

OWN = (
    "CREATE TABLE own_draft (id TEXT PRIMARY KEY, incident TEXT, seq INTEGER, data TEXT NOT NULL,"
    " private_note TEXT NOT NULL, saved_ms INTEGER NOT NULL) WITHOUT ROWID",
    PROJECTION,
    "CREATE TABLE own_window (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID",
)

SEEN = (
    "CREATE TABLE seen_record (seq INTEGER PRIMARY KEY, type TEXT NOT NULL, subject TEXT NOT NULL,"
    " utc_ms INTEGER NOT NULL)",
    "CREATE INDEX seen_record_subject ON seen_record (subject, seq)",
    "CREATE TABLE seen_incident (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, first_seq INTEGER NOT NULL,"
    " seq INTEGER NOT NULL, sort_ms INTEGER NOT NULL, known INTEGER NOT NULL, day TEXT NOT NULL,"
    " voided INTEGER NOT NULL, starred INTEGER NOT NULL, passed_on INTEGER NOT NULL, files INTEGER NOT NULL,"
    " edits INTEGER NOT NULL, first_rec TEXT NOT NULL, latest_rec TEXT NOT NULL, data TEXT NOT NULL)",
    "CREATE INDEX seen_incident_order ON seen_incident (voided, known, sort_ms, number, day, id)",
    "CREATE INDEX seen_incident_passed_on ON seen_incident (passed_on, voided)",
    "CREATE TABLE seen_attribution (incident TEXT NOT NULL, at INTEGER NOT NULL, actor TEXT NOT NULL,"
    " PRIMARY KEY (incident, at)) WITHOUT ROWID",
    "CREATE INDEX seen_attribution_actor ON seen_attribution (actor, incident)",
    "CREATE TABLE seen_type (incident TEXT NOT NULL, type TEXT NOT NULL, PRIMARY KEY (incident, type)) WITHOUT ROWID",
    "CREATE INDEX seen_type_type ON seen_type (type, incident)",
    "CREATE TABLE seen_link (incident TEXT NOT NULL, at INTEGER NOT NULL, evidence TEXT NOT NULL,"
    " PRIMARY KEY (incident, at)) WITHOUT ROWID",
    "CREATE INDEX seen_link_evidence ON seen_link (evidence, incident)",
    "CREATE TABLE seen_actor (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, voided INTEGER NOT NULL,"
    " stands_for TEXT NOT NULL, label TEXT NOT NULL, data TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX seen_actor_stands ON seen_actor (stands_for)",
    "CREATE TABLE seen_evidence (id TEXT PRIMARY KEY, first_seq INTEGER NOT NULL, seq INTEGER NOT NULL,"
    " acquired_ms INTEGER NOT NULL, voided INTEGER NOT NULL, picture INTEGER NOT NULL, data TEXT NOT NULL,"
    " note TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE seen_derivative (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, of TEXT NOT NULL, data TEXT NOT NULL)",
    "CREATE INDEX seen_derivative_of ON seen_derivative (of)",
    "CREATE TABLE seen_exhibit (reference TEXT PRIMARY KEY, evidence TEXT NOT NULL, seq INTEGER NOT NULL,"
    " at INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX seen_exhibit_evidence ON seen_exhibit (evidence)",
    "CREATE TABLE seen_milestone (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, voided INTEGER NOT NULL,"
    " sort_ms INTEGER NOT NULL, data TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE seen_contact (id TEXT PRIMARY KEY, seq INTEGER NOT NULL, voided INTEGER NOT NULL,"
    " sort_ms INTEGER NOT NULL, data TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE seen_private (incident TEXT PRIMARY KEY, seq INTEGER NOT NULL, text TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE seen_witness (name TEXT PRIMARY KEY, seq INTEGER NOT NULL, data TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE seen_person (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, data TEXT NOT NULL)",
    "CREATE TABLE seen_removed (id TEXT PRIMARY KEY, first INTEGER NOT NULL, number INTEGER NOT NULL) WITHOUT ROWID",
    # Not from the records but from the files: what a machine read in them, and by which machine.
    "CREATE TABLE seen_reading (file TEXT NOT NULL, page INTEGER NOT NULL, read_by TEXT NOT NULL, data BLOB NOT NULL,"
    " PRIMARY KEY (file, page)) WITHOUT ROWID",
    # What some incidents that follow one another come to, the first of them, and by what it was counted: made from the
    # records, though not with them. It may be older than the newest record.
    "CREATE TABLE seen_counting (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL, by TEXT NOT NULL)",
    "CREATE TABLE seen_counted (first TEXT PRIMARY KEY, data TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE seen_document (at INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, UNIQUE (kind, id))",
    "CREATE VIRTUAL TABLE seen_words USING fts5 (text, content='', contentless_delete=1,"
    " tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co So M*'\")",
)

THUMBNAILS = "CREATE TABLE seen_thumbnail (evidence TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID"
"""Made from the files, not from the chain: kept when the projections are rebuilt."""
