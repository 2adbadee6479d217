BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE calls (
	id VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	title TEXT NOT NULL, 
	source TEXT NOT NULL, 
	manager TEXT NOT NULL, 
	rep TEXT NOT NULL, 
	model_name TEXT NOT NULL, 
	model_version TEXT NOT NULL, 
	added_by TEXT NOT NULL, 
	title_key VARCHAR NOT NULL, 
	source_key VARCHAR NOT NULL, 
	call_date VARCHAR NOT NULL, 
	type VARCHAR NOT NULL, 
	manager_key VARCHAR NOT NULL, 
	rep_key VARCHAR NOT NULL, 
	added_at VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	n_utterances INTEGER NOT NULL, 
	n_reviewed INTEGER NOT NULL, 
	CONSTRAINT pk_calls PRIMARY KEY (id), 
	CONSTRAINT uq_calls_fingerprint UNIQUE (fingerprint)
);
INSERT INTO "calls" VALUES('9314fd2134ff4c718b6271fc2f4a1aa0','197cb53aaf59361a','monday','monday.txt','Ana','Ben','tiny','0123456789ab','Ana','monday','monday.txt','2026-05-04','one_to_one','ana','ben','2026-11-22T10:04:00.049811+00:00','done',4,2);
CREATE TABLE changes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	call_id VARCHAR NOT NULL, 
	kind TEXT NOT NULL, 
	person TEXT NOT NULL, 
	at VARCHAR NOT NULL, 
	drawn_at_random BOOLEAN NOT NULL, 
	undone_at VARCHAR, 
	undone_by TEXT, 
	CONSTRAINT fk_changes_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
INSERT INTO "changes" VALUES(1,'9314fd2134ff4c718b6271fc2f4a1aa0','set','Ana','2026-11-22T10:04:00.436162+00:00',1,NULL,NULL);
INSERT INTO "changes" VALUES(2,'9314fd2134ff4c718b6271fc2f4a1aa0','set','Ben','2026-11-22T10:04:00.680698+00:00',0,NULL,NULL);
INSERT INTO "changes" VALUES(3,'9314fd2134ff4c718b6271fc2f4a1aa0','reset','Ben','2026-11-22T10:04:00.829025+00:00',0,NULL,NULL);
INSERT INTO "changes" VALUES(4,'9314fd2134ff4c718b6271fc2f4a1aa0','set','Ana','2026-11-22T10:04:00.932107+00:00',0,'2026-11-22T10:04:01.084713+00:00','Ana');
CREATE TABLE corrections (
	change_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT, 
	CONSTRAINT pk_corrections PRIMARY KEY (change_id, position), 
	CONSTRAINT fk_corrections_change_id FOREIGN KEY(change_id) REFERENCES changes (id) ON DELETE CASCADE
);
INSERT INTO "corrections" VALUES(1,0,'steer');
INSERT INTO "corrections" VALUES(1,1,'social');
INSERT INTO "corrections" VALUES(2,2,'advise');
INSERT INTO "corrections" VALUES(3,1,NULL);
INSERT INTO "corrections" VALUES(4,3,'affirm');
CREATE TABLE log (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	line_id VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	person TEXT NOT NULL, 
	action TEXT NOT NULL, 
	call_id VARCHAR, 
	count INTEGER NOT NULL, 
	CONSTRAINT uq_log_line_id UNIQUE (line_id)
);
INSERT INTO "log" VALUES(1,'ed77a40776184bdb91f0fad14a437ebf','2026-11-22T10:03:59.802646+00:00','ana','migrate to 0001',NULL,1);
INSERT INTO "log" VALUES(2,'fb6aed0c885b464ea063f1b3dcfbf40d','2026-11-22T10:04:00.335688+00:00','Ana','add call','9314fd2134ff4c718b6271fc2f4a1aa0',1);
INSERT INTO "log" VALUES(3,'c0f8e42acad445f997f661db7eb8c1ed','2026-11-22T10:04:00.678779+00:00','Ana','set codes','9314fd2134ff4c718b6271fc2f4a1aa0',2);
INSERT INTO "log" VALUES(4,'a809cf8b8c55432782c6791ff17b32e0','2026-11-22T10:04:00.826996+00:00','Ben','set codes','9314fd2134ff4c718b6271fc2f4a1aa0',1);
INSERT INTO "log" VALUES(5,'52762d1a682f4f79805c781177a975fd','2026-11-22T10:04:00.830131+00:00','Ben','reset codes','9314fd2134ff4c718b6271fc2f4a1aa0',1);
INSERT INTO "log" VALUES(6,'2ccfb1c4a16e418b94f49b4a3e0e3c71','2026-11-22T10:04:00.933284+00:00','Ana','set codes','9314fd2134ff4c718b6271fc2f4a1aa0',1);
INSERT INTO "log" VALUES(7,'1ecc383f57e342f493761d47818ef3b5','2026-11-22T10:04:01.182492+00:00','Ana','undo codes','9314fd2134ff4c718b6271fc2f4a1aa0',1);
INSERT INTO "log" VALUES(8,'e5bfc0bc5dc34029a2c571b0c6b86a49','2026-11-22T10:04:01.185515+00:00','Ana','add note','9314fd2134ff4c718b6271fc2f4a1aa0',1);
INSERT INTO "log" VALUES(9,'c4355c0ba0054a77bc70e7831fff7255','2026-11-22T10:04:01.332319+00:00','Ben','add note','9314fd2134ff4c718b6271fc2f4a1aa0',1);
INSERT INTO "log" VALUES(10,'66922303186a435c97b6e77b90239098','2026-11-22T10:04:01.333658+00:00','Ana','set state done','9314fd2134ff4c718b6271fc2f4a1aa0',1);
CREATE TABLE notes (
	id VARCHAR NOT NULL, 
	call_id VARCHAR NOT NULL, 
	position INTEGER, 
	person TEXT NOT NULL, 
	text TEXT NOT NULL, 
	created_at VARCHAR NOT NULL, 
	changed_at VARCHAR, 
	CONSTRAINT pk_notes PRIMARY KEY (id), 
	CONSTRAINT fk_notes_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
INSERT INTO "notes" VALUES('bcd622816504413dbdf9ae5bd96532c4','9314fd2134ff4c718b6271fc2f4a1aa0',NULL,'Ana','On the call','2026-11-22T10:04:01.184510+00:00',NULL);
INSERT INTO "notes" VALUES('1adadd85141a48ba8bb990621573c234','9314fd2134ff4c718b6271fc2f4a1aa0',2,'Ben','Here','2026-11-22T10:04:01.331871+00:00',NULL);
CREATE TABLE person_codes (
	call_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	change_id INTEGER NOT NULL, 
	CONSTRAINT pk_person_codes PRIMARY KEY (call_id, position), 
	CONSTRAINT fk_person_codes_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE, 
	CONSTRAINT fk_person_codes_change_id FOREIGN KEY(change_id) REFERENCES changes (id) ON DELETE CASCADE
);
INSERT INTO "person_codes" VALUES('9314fd2134ff4c718b6271fc2f4a1aa0',0,'steer',1);
INSERT INTO "person_codes" VALUES('9314fd2134ff4c718b6271fc2f4a1aa0',2,'advise',2);
CREATE TABLE reviews (
	call_id VARCHAR NOT NULL, 
	data TEXT NOT NULL, 
	CONSTRAINT pk_reviews PRIMARY KEY (call_id), 
	CONSTRAINT fk_reviews_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
INSERT INTO "reviews" VALUES('9314fd2134ff4c718b6271fc2f4a1aa0','{"call": "monday", "source": "monday.txt", "format": "name_text", "model_name": "tiny", "model_version": "0123456789ab", "roles_from": "named", "proposal": null, "speakers": [{"name": "Ana", "role": "manager", "words": 7, "speech_ms": 2100, "stretches": [{"turn": 0, "words": 4, "speech_ms": 1200}, {"turn": 2, "words": 3, "speech_ms": 900}]}, {"name": "Ben", "role": "rep", "words": 4, "speech_ms": 1200, "stretches": [{"turn": 1, "words": 2, "speech_ms": 600}, {"turn": 3, "words": 2, "speech_ms": 600}]}], "skipped": [], "same_people": [], "joined": {}, "damage": [], "uncounted_tags": [], "widening": {}, "reviewed_at_random": false}');
CREATE TABLE utterances (
	call_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	speaker TEXT NOT NULL, 
	role TEXT NOT NULL, 
	text TEXT NOT NULL, 
	start_ms BIGINT, 
	code TEXT NOT NULL, 
	mode TEXT NOT NULL, 
	confidence FLOAT NOT NULL, 
	decided_by TEXT NOT NULL, 
	data TEXT NOT NULL, 
	CONSTRAINT pk_utterances PRIMARY KEY (call_id, position), 
	CONSTRAINT fk_utterances_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
INSERT INTO "utterances" VALUES('9314fd2134ff4c718b6271fc2f4a1aa0',0,'Ana','manager','How is Lakeland going?',0,'open_question','listen',0.8,'model','{"turn": 0, "end_ms": 1200, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.01176470588235294, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.8, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('9314fd2134ff4c718b6271fc2f4a1aa0',1,'Ben','rep','They postponed.',1200,'inform','tell',0.8,'model','{"turn": 1, "end_ms": 1800, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.8, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.01176470588235294, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('9314fd2134ff4c718b6271fc2f4a1aa0',2,'Ana','manager','Call them today.',1800,'direct','tell',0.8,'model','{"turn": 2, "end_ms": 2700, "probabilities": {"direct": 0.8, "advise": 0.01176470588235294, "inform": 0.01176470588235294, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.01176470588235294, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('9314fd2134ff4c718b6271fc2f4a1aa0',3,'Ben','rep','All right.',2700,'acknowledge','listen',0.8,'model','{"turn": 3, "end_ms": 3300, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.01176470588235294, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.01176470588235294, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.8, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
CREATE INDEX ix_calls_date ON calls (call_date, id);
CREATE INDEX ix_calls_title ON calls (title_key, id);
CREATE INDEX ix_calls_manager ON calls (manager_key, call_date, id);
CREATE INDEX ix_calls_rep ON calls (rep_key, call_date, id);
CREATE INDEX ix_calls_type ON calls (type, call_date, id);
CREATE INDEX ix_calls_state ON calls (state, call_date, id);
CREATE INDEX ix_calls_added ON calls (added_at, id);
CREATE INDEX ix_changes_call ON changes (call_id, id);
CREATE INDEX ix_person_codes_change_id ON person_codes (change_id);
CREATE INDEX ix_notes_call ON notes (call_id, position, created_at);
CREATE INDEX ix_log_call_id ON log (call_id);
CREATE TRIGGER log_no_UPDATE BEFORE UPDATE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_no_DELETE BEFORE DELETE ON log
BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('log',10);
INSERT INTO "sqlite_sequence" VALUES('changes',4);
COMMIT;
