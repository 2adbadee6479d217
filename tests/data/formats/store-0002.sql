BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
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
	n_reviewed INTEGER NOT NULL, is_sample BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_calls PRIMARY KEY (id), 
	CONSTRAINT uq_calls_fingerprint UNIQUE (fingerprint)
);
INSERT INTO "calls" VALUES('a66c613923ba4659ae6bd3f34bbfcbec','197cb53aaf59361a','monday','monday.txt','Ana','Ben','tiny','0123456789ab','Ana','monday','monday.txt','2026-05-04','one_to_one','ana','ben','2026-11-22T11:30:25.278105+00:00','done',4,2,0);
INSERT INTO "calls" VALUES('0a59602503c64defa34906fc0e3b8f28','8701cc73ed1baf6c','sample','monday.txt','Yan','Zoe','tiny','0123456789ab','Zoe','sample','monday.txt','','other','yan','zoe','2026-11-22T11:30:25.303376+00:00','new',2,0,1);
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
INSERT INTO "changes" VALUES(1,'a66c613923ba4659ae6bd3f34bbfcbec','set','Ana','2026-11-22T11:30:25.285343+00:00',0,NULL,NULL);
INSERT INTO "changes" VALUES(2,'a66c613923ba4659ae6bd3f34bbfcbec','set','Ana','2026-11-22T11:30:25.291449+00:00',0,'2026-11-22T11:30:25.295472+00:00','Ana');
CREATE TABLE codings (
	id INTEGER NOT NULL, 
	call_id VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	person TEXT NOT NULL, 
	model_name TEXT NOT NULL, 
	model_version TEXT NOT NULL, 
	codes TEXT NOT NULL, 
	CONSTRAINT pk_codings PRIMARY KEY (id), 
	CONSTRAINT fk_codings_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
INSERT INTO "codings" VALUES(1,'a66c613923ba4659ae6bd3f34bbfcbec','2026-11-22T11:30:25.281301+00:00','Ana','tiny','0123456789ab','["open_question", "inform", "direct", "acknowledge"]');
INSERT INTO "codings" VALUES(2,'0a59602503c64defa34906fc0e3b8f28','2026-11-22T11:30:25.304244+00:00','Zoe','tiny','0123456789ab','["open_question", "inform"]');
INSERT INTO "codings" VALUES(3,'0a59602503c64defa34906fc0e3b8f28','2026-11-22T11:30:25.315437+00:00','Zoe','tiny','0123456789ab','["open_question", "inform"]');
CREATE TABLE corrections (
	change_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT, 
	CONSTRAINT pk_corrections PRIMARY KEY (change_id, position), 
	CONSTRAINT fk_corrections_change_id FOREIGN KEY(change_id) REFERENCES changes (id) ON DELETE CASCADE
);
INSERT INTO "corrections" VALUES(1,0,'steer');
INSERT INTO "corrections" VALUES(1,2,'advise');
INSERT INTO "corrections" VALUES(2,1,'social');
CREATE TABLE figures (
	call_id VARCHAR NOT NULL, 
	data TEXT NOT NULL, 
	CONSTRAINT pk_figures PRIMARY KEY (call_id), 
	CONSTRAINT fk_figures_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
CREATE TABLE guesses (
	call_id VARCHAR NOT NULL, 
	person VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	talk_share FLOAT, 
	questions_to_directives FLOAT, 
	CONSTRAINT pk_guesses PRIMARY KEY (call_id, person), 
	CONSTRAINT fk_guesses_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
INSERT INTO "guesses" VALUES('0a59602503c64defa34906fc0e3b8f28','Zoe','2026-11-22T11:30:25.323294+00:00',3.33333333333333314829e-01,NULL);
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
INSERT INTO "log" VALUES(1,'2f072b388522460385d8ed5542f7d809','2026-11-22T11:30:25.267318+00:00','root','migrate to 0002',NULL,2);
INSERT INTO "log" VALUES(2,'0c52997f7b8c4069b2132b79154ec829','2026-11-22T11:30:25.281919+00:00','Ana','add call','a66c613923ba4659ae6bd3f34bbfcbec',1);
INSERT INTO "log" VALUES(3,'423c3b09b5024fbc922f4c86ae6bd2ea','2026-11-22T11:30:25.289785+00:00','Ana','set codes','a66c613923ba4659ae6bd3f34bbfcbec',2);
INSERT INTO "log" VALUES(4,'2726a8ddbfde449c87b3bd89ff5adf9d','2026-11-22T11:30:25.293057+00:00','Ana','set codes','a66c613923ba4659ae6bd3f34bbfcbec',1);
INSERT INTO "log" VALUES(5,'7459bdb670374d1d9794854ad8670ad8','2026-11-22T11:30:25.296609+00:00','Ana','undo codes','a66c613923ba4659ae6bd3f34bbfcbec',1);
INSERT INTO "log" VALUES(6,'512b308b3306479fa534288f4cc1fb8d','2026-11-22T11:30:25.299021+00:00','Ana','add note','a66c613923ba4659ae6bd3f34bbfcbec',1);
INSERT INTO "log" VALUES(7,'a6d31b33a7214f54a47f6c122972d6fd','2026-11-22T11:30:25.300782+00:00','Ana','add note','a66c613923ba4659ae6bd3f34bbfcbec',1);
INSERT INTO "log" VALUES(8,'72fb5609c00e4cb282497816aed941a4','2026-11-22T11:30:25.302197+00:00','Ana','set state done','a66c613923ba4659ae6bd3f34bbfcbec',1);
INSERT INTO "log" VALUES(9,'14f28459b563468fa14fcb8f033b0717','2026-11-22T11:30:25.304785+00:00','Zoe','add call','0a59602503c64defa34906fc0e3b8f28',1);
INSERT INTO "log" VALUES(10,'a6b3b9c0d5754fa9b2961e3545a4aa24','2026-11-22T11:30:25.316653+00:00','Zoe','code again','0a59602503c64defa34906fc0e3b8f28',2);
INSERT INTO "log" VALUES(11,'b9c4e06956a741d6802bce34a39e2d00','2026-11-22T11:30:25.324652+00:00','Zoe','guess','0a59602503c64defa34906fc0e3b8f28',1);
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
INSERT INTO "notes" VALUES('7e892c83ad00412d89af729435891741','a66c613923ba4659ae6bd3f34bbfcbec',NULL,'Ana','On the call','2026-11-22T11:30:25.298109+00:00',NULL);
INSERT INTO "notes" VALUES('a1b1da71000542a698947d6e9941b54b','a66c613923ba4659ae6bd3f34bbfcbec',2,'Ana','Here','2026-11-22T11:30:25.300520+00:00',NULL);
CREATE TABLE person_codes (
	call_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	change_id INTEGER NOT NULL, 
	CONSTRAINT pk_person_codes PRIMARY KEY (call_id, position), 
	CONSTRAINT fk_person_codes_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE, 
	CONSTRAINT fk_person_codes_change_id FOREIGN KEY(change_id) REFERENCES changes (id) ON DELETE CASCADE
);
INSERT INTO "person_codes" VALUES('a66c613923ba4659ae6bd3f34bbfcbec',0,'steer',1);
INSERT INTO "person_codes" VALUES('a66c613923ba4659ae6bd3f34bbfcbec',2,'advise',1);
CREATE TABLE reviews (
	call_id VARCHAR NOT NULL, 
	data TEXT NOT NULL, 
	CONSTRAINT pk_reviews PRIMARY KEY (call_id), 
	CONSTRAINT fk_reviews_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
INSERT INTO "reviews" VALUES('a66c613923ba4659ae6bd3f34bbfcbec','{"call": "monday", "source": "monday.txt", "format": "name_text", "model_name": "tiny", "model_version": "0123456789ab", "roles_from": "named", "proposal": null, "speakers": [{"name": "Ana", "role": "manager", "words": 7, "speech_ms": 2100, "stretches": [{"turn": 0, "words": 4, "speech_ms": 1200}, {"turn": 2, "words": 3, "speech_ms": 900}]}, {"name": "Ben", "role": "rep", "words": 4, "speech_ms": 1200, "stretches": [{"turn": 1, "words": 2, "speech_ms": 600}, {"turn": 3, "words": 2, "speech_ms": 600}]}], "skipped": [], "same_people": [], "joined": {}, "damage": [], "uncounted_tags": [], "widening": {}, "reviewed_at_random": false}');
INSERT INTO "reviews" VALUES('0a59602503c64defa34906fc0e3b8f28','{"call": "sample", "source": "monday.txt", "format": "name_text", "model_name": "tiny", "model_version": "0123456789ab", "roles_from": "named", "proposal": null, "speakers": [{"name": "Zoe", "role": "rep", "words": 4, "speech_ms": null, "stretches": [{"turn": 0, "words": 4, "speech_ms": null}]}, {"name": "Yan", "role": "manager", "words": 2, "speech_ms": null, "stretches": [{"turn": 1, "words": 2, "speech_ms": null}]}], "skipped": [], "same_people": [], "joined": {}, "damage": [], "uncounted_tags": [], "widening": {}, "reviewed_at_random": false}');
CREATE TABLE settings (
	person VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_settings PRIMARY KEY (person, name)
);
CREATE TABLE transcripts (
	call_id VARCHAR NOT NULL, 
	data TEXT NOT NULL, 
	CONSTRAINT pk_transcripts PRIMARY KEY (call_id), 
	CONSTRAINT fk_transcripts_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
INSERT INTO "transcripts" VALUES('0a59602503c64defa34906fc0e3b8f28','{"call": "call", "source": "call.txt", "format": "name_text", "units": [{"speaker": "Zoe", "text": "What did they say?", "start_ms": null, "end_ms": null}, {"speaker": "Yan", "text": "Nothing yet.", "start_ms": null, "end_ms": null}], "utterances": null, "roles": {}, "chat": [], "skipped": []}');
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
INSERT INTO "utterances" VALUES('a66c613923ba4659ae6bd3f34bbfcbec',0,'Ana','manager','How is Lakeland going?',0,'open_question','listen',0.8,'model','{"turn": 0, "end_ms": 1200, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.01176470588235294, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.8, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('a66c613923ba4659ae6bd3f34bbfcbec',1,'Ben','rep','They postponed.',1200,'inform','tell',0.8,'model','{"turn": 1, "end_ms": 1800, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.8, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.01176470588235294, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('a66c613923ba4659ae6bd3f34bbfcbec',2,'Ana','manager','Call them today.',1800,'direct','tell',0.8,'model','{"turn": 2, "end_ms": 2700, "probabilities": {"direct": 0.8, "advise": 0.01176470588235294, "inform": 0.01176470588235294, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.01176470588235294, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('a66c613923ba4659ae6bd3f34bbfcbec',3,'Ben','rep','All right.',2700,'acknowledge','listen',0.8,'model','{"turn": 3, "end_ms": 3300, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.01176470588235294, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.01176470588235294, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.8, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('0a59602503c64defa34906fc0e3b8f28',0,'Zoe','rep','What did they say?',NULL,'open_question','listen',0.8,'model','{"turn": 0, "end_ms": null, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.01176470588235294, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.8, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('0a59602503c64defa34906fc0e3b8f28',1,'Yan','manager','Nothing yet.',NULL,'inform','tell',0.8,'model','{"turn": 1, "end_ms": null, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.8, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.01176470588235294, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
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
CREATE INDEX ix_codings_call ON codings (call_id, id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('log',11);
INSERT INTO "sqlite_sequence" VALUES('changes',2);
COMMIT;
