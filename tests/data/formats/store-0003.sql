BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE blind_codes (
	task_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	at VARCHAR NOT NULL, 
	CONSTRAINT pk_blind_codes PRIMARY KEY (task_id, position), 
	CONSTRAINT fk_blind_codes_task_id FOREIGN KEY(task_id) REFERENCES coding_tasks (id) ON DELETE CASCADE
);
INSERT INTO "blind_codes" VALUES('bc78e6d2709746a781dd82186c3e18bf',0,'steer','2026-11-22T12:21:21.208529+00:00');
INSERT INTO "blind_codes" VALUES('bc78e6d2709746a781dd82186c3e18bf',1,'inform','2026-11-22T12:21:21.208542+00:00');
INSERT INTO "blind_codes" VALUES('bc78e6d2709746a781dd82186c3e18bf',2,'direct','2026-11-22T12:21:21.208544+00:00');
INSERT INTO "blind_codes" VALUES('bc78e6d2709746a781dd82186c3e18bf',3,'acknowledge','2026-11-22T12:21:21.208546+00:00');
INSERT INTO "blind_codes" VALUES('cc4137bd4a4e4c098e86dd8511c28108',0,'open_question','2026-11-22T12:21:21.222631+00:00');
INSERT INTO "blind_codes" VALUES('cc4137bd4a4e4c098e86dd8511c28108',2,'direct','2026-11-22T12:21:21.222645+00:00');
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
INSERT INTO "calls" VALUES('6eb4ce21497141a5a6d16c216397a042','197cb53aaf59361a','monday','monday.txt','Ana','Ben','tiny','0123456789ab','Ana','monday','monday.txt','2026-05-04','one_to_one','ana','ben','2026-11-22T12:21:21.139141+00:00','started',4,2,0);
CREATE TABLE changes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	call_id VARCHAR NOT NULL, 
	kind TEXT NOT NULL, 
	person TEXT NOT NULL, 
	at VARCHAR NOT NULL, 
	drawn_at_random BOOLEAN NOT NULL, 
	undone_at VARCHAR, 
	undone_by TEXT, adjudicated BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT fk_changes_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
INSERT INTO "changes" VALUES(1,'6eb4ce21497141a5a6d16c216397a042','set','Ana','2026-11-22T12:21:21.157464+00:00',0,NULL,NULL,0);
INSERT INTO "changes" VALUES(2,'6eb4ce21497141a5a6d16c216397a042','set','Ana','2026-11-22T12:21:21.178289+00:00',0,'2026-11-22T12:21:21.188289+00:00','Ana',0);
INSERT INTO "changes" VALUES(3,'6eb4ce21497141a5a6d16c216397a042','set','Cem','2026-11-22T12:21:21.234229+00:00',0,NULL,NULL,1);
CREATE TABLE coding_tasks (
	id VARCHAR NOT NULL, 
	call_id VARCHAR NOT NULL, 
	coder VARCHAR NOT NULL, 
	assigned_by TEXT NOT NULL, 
	assigned_at VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	CONSTRAINT pk_coding_tasks PRIMARY KEY (id), 
	CONSTRAINT fk_coding_tasks_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
INSERT INTO "coding_tasks" VALUES('bc78e6d2709746a781dd82186c3e18bf','6eb4ce21497141a5a6d16c216397a042','Zoe','Ana','2026-11-22T12:21:21.195730+00:00','done');
INSERT INTO "coding_tasks" VALUES('cc4137bd4a4e4c098e86dd8511c28108','6eb4ce21497141a5a6d16c216397a042','Ben','Ana','2026-11-22T12:21:21.199231+00:00','started');
INSERT INTO "coding_tasks" VALUES('54790df96a4d4a9a871da97a52b9fdaf','6eb4ce21497141a5a6d16c216397a042','Cem','Ana','2026-11-22T12:21:21.203289+00:00','new');
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
INSERT INTO "codings" VALUES(1,'6eb4ce21497141a5a6d16c216397a042','2026-11-22T12:21:21.150759+00:00','Ana','tiny','0123456789ab','["open_question", "inform", "direct", "acknowledge"]');
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
INSERT INTO "corrections" VALUES(3,0,'open_question');
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
INSERT INTO "log" VALUES(1,'8388e4e2799140de8e61285e004f42c3','2026-11-22T12:21:21.111993+00:00','Ana','migrate to 0003',NULL,3);
INSERT INTO "log" VALUES(2,'af698e3c89f549e683be7dff7aa71c52','2026-11-22T12:21:21.151560+00:00','Ana','add call','6eb4ce21497141a5a6d16c216397a042',1);
INSERT INTO "log" VALUES(3,'45389cfb4de84b539bdf64de76108d91','2026-11-22T12:21:21.169009+00:00','Ana','set codes','6eb4ce21497141a5a6d16c216397a042',2);
INSERT INTO "log" VALUES(4,'06b6d3e34c4a44d4808d90be3842345e','2026-11-22T12:21:21.180075+00:00','Ana','set codes','6eb4ce21497141a5a6d16c216397a042',1);
INSERT INTO "log" VALUES(5,'011fdf6450874d0eba1ade09e6939331','2026-11-22T12:21:21.189586+00:00','Ana','undo codes','6eb4ce21497141a5a6d16c216397a042',1);
INSERT INTO "log" VALUES(6,'d57a7e0aba174feb888305a8d694cd9f','2026-11-22T12:21:21.196428+00:00','Ana','assign coding','6eb4ce21497141a5a6d16c216397a042',1);
INSERT INTO "log" VALUES(7,'c2fc9ce219604b87bdcb259b7d73fbfc','2026-11-22T12:21:21.199466+00:00','Ana','assign coding','6eb4ce21497141a5a6d16c216397a042',1);
INSERT INTO "log" VALUES(8,'ac19af1e95964c7ba4d1b097b82c857b','2026-11-22T12:21:21.203564+00:00','Ana','assign coding','6eb4ce21497141a5a6d16c216397a042',1);
INSERT INTO "log" VALUES(9,'fe6a1bb4a5a442ed841de2a2012dd541','2026-11-22T12:21:21.209187+00:00','Zoe','blind codes','6eb4ce21497141a5a6d16c216397a042',4);
INSERT INTO "log" VALUES(10,'48fed0346366408189e4d5d40a8c9fa7','2026-11-22T12:21:21.222911+00:00','Ben','blind codes','6eb4ce21497141a5a6d16c216397a042',2);
INSERT INTO "log" VALUES(11,'98ee347f680f4f978f9571df87a5cdf8','2026-11-22T12:21:21.227050+00:00','Zoe','finish coding','6eb4ce21497141a5a6d16c216397a042',1);
INSERT INTO "log" VALUES(12,'f856159f81ca4a83bf2201b0e936650b','2026-11-22T12:21:21.235536+00:00','Cem','adjudicate codes','6eb4ce21497141a5a6d16c216397a042',1);
INSERT INTO "log" VALUES(13,'2a507030fff6434dbf2fe73425edd341','2026-11-22T12:21:21.244135+00:00','Ana','add note','6eb4ce21497141a5a6d16c216397a042',1);
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
INSERT INTO "notes" VALUES('c12475690d5e44b3bb5c62cbd0842f3a','6eb4ce21497141a5a6d16c216397a042',NULL,'Ana','On the call','2026-11-22T12:21:21.243429+00:00',NULL);
CREATE TABLE person_codes (
	call_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	change_id INTEGER NOT NULL, 
	CONSTRAINT pk_person_codes PRIMARY KEY (call_id, position), 
	CONSTRAINT fk_person_codes_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE, 
	CONSTRAINT fk_person_codes_change_id FOREIGN KEY(change_id) REFERENCES changes (id) ON DELETE CASCADE
);
INSERT INTO "person_codes" VALUES('6eb4ce21497141a5a6d16c216397a042',2,'advise',1);
INSERT INTO "person_codes" VALUES('6eb4ce21497141a5a6d16c216397a042',0,'open_question',3);
CREATE TABLE reviews (
	call_id VARCHAR NOT NULL, 
	data TEXT NOT NULL, 
	CONSTRAINT pk_reviews PRIMARY KEY (call_id), 
	CONSTRAINT fk_reviews_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
INSERT INTO "reviews" VALUES('6eb4ce21497141a5a6d16c216397a042','{"call": "monday", "source": "monday.txt", "format": "name_text", "model_name": "tiny", "model_version": "0123456789ab", "roles_from": "named", "proposal": null, "speakers": [{"name": "Ana", "role": "manager", "words": 7, "speech_ms": 2100, "stretches": [{"turn": 0, "words": 4, "speech_ms": 1200}, {"turn": 2, "words": 3, "speech_ms": 900}]}, {"name": "Ben", "role": "rep", "words": 4, "speech_ms": 1200, "stretches": [{"turn": 1, "words": 2, "speech_ms": 600}, {"turn": 3, "words": 2, "speech_ms": 600}]}], "skipped": [], "same_people": [], "joined": {}, "damage": [], "uncounted_tags": [], "widening": {}, "reviewed_at_random": false}');
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
INSERT INTO "utterances" VALUES('6eb4ce21497141a5a6d16c216397a042',0,'Ana','manager','How is Lakeland going?',0,'open_question','listen',0.8,'model','{"turn": 0, "end_ms": 1200, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.01176470588235294, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.8, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('6eb4ce21497141a5a6d16c216397a042',1,'Ben','rep','They postponed.',1200,'inform','tell',0.8,'model','{"turn": 1, "end_ms": 1800, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.8, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.01176470588235294, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('6eb4ce21497141a5a6d16c216397a042',2,'Ana','manager','Call them today.',1800,'direct','tell',0.8,'model','{"turn": 2, "end_ms": 2700, "probabilities": {"direct": 0.8, "advise": 0.01176470588235294, "inform": 0.01176470588235294, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.01176470588235294, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('6eb4ce21497141a5a6d16c216397a042',3,'Ben','rep','All right.',2700,'acknowledge','listen',0.8,'model','{"turn": 3, "end_ms": 3300, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.01176470588235294, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.01176470588235294, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.8, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
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
CREATE UNIQUE INDEX ix_coding_tasks_call ON coding_tasks (call_id, coder);
CREATE INDEX ix_coding_tasks_coder ON coding_tasks (coder, assigned_at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('log',13);
INSERT INTO "sqlite_sequence" VALUES('changes',3);
COMMIT;
