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
INSERT INTO "calls" VALUES('a5ceabfda61b40ac8e633716e444a357','197cb53aaf59361a','monday','monday.txt','Ana','Ben','tiny','0123456789ab','Ana','monday','monday.txt','2026-05-04','one_to_one','ana','ben','2026-11-22T11:23:07.219220+00:00','done',4,2,0);
INSERT INTO "calls" VALUES('cf6fbaa37e304a7e9b92dc3191d23c5c','8701cc73ed1baf6c','sample','monday.txt','Yan','Zoe','tiny','0123456789ab','Zoe','sample','monday.txt','','other','yan','zoe','2026-11-22T11:23:07.243540+00:00','new',2,0,1);
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
INSERT INTO "changes" VALUES(1,'a5ceabfda61b40ac8e633716e444a357','set','Ana','2026-11-22T11:23:07.226544+00:00',0,NULL,NULL);
INSERT INTO "changes" VALUES(2,'a5ceabfda61b40ac8e633716e444a357','set','Ana','2026-11-22T11:23:07.231881+00:00',0,'2026-11-22T11:23:07.236237+00:00','Ana');
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
INSERT INTO "codings" VALUES(1,'a5ceabfda61b40ac8e633716e444a357','2026-11-22T11:23:07.222308+00:00','Ana','tiny','0123456789ab','["open_question", "inform", "direct", "acknowledge"]');
INSERT INTO "codings" VALUES(2,'cf6fbaa37e304a7e9b92dc3191d23c5c','2026-11-22T11:23:07.244323+00:00','Zoe','tiny','0123456789ab','["open_question", "inform"]');
INSERT INTO "codings" VALUES(3,'cf6fbaa37e304a7e9b92dc3191d23c5c','2026-11-22T11:23:07.250256+00:00','Zoe','tiny','0123456789ab','["open_question", "inform"]');
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
INSERT INTO "guesses" VALUES('cf6fbaa37e304a7e9b92dc3191d23c5c','Zoe','2026-11-22T11:23:07.252125+00:00',3.33333333333333314829e-01,NULL);
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
INSERT INTO "log" VALUES(1,'a75a4feeb7944d0491a9453dab31516a','2026-11-22T11:23:07.210628+00:00','root','migrate to 0002',NULL,2);
INSERT INTO "log" VALUES(2,'58b8219362d0407da8c92e544673c6dd','2026-11-22T11:23:07.223032+00:00','Ana','add call','a5ceabfda61b40ac8e633716e444a357',1);
INSERT INTO "log" VALUES(3,'e61a2107108443538f4a8452098817fc','2026-11-22T11:23:07.230333+00:00','Ana','set codes','a5ceabfda61b40ac8e633716e444a357',2);
INSERT INTO "log" VALUES(4,'19c9a1900ea444e6ae4110a015f4bc65','2026-11-22T11:23:07.234119+00:00','Ana','set codes','a5ceabfda61b40ac8e633716e444a357',1);
INSERT INTO "log" VALUES(5,'08222a083cb3499bafe8f441271270e9','2026-11-22T11:23:07.237257+00:00','Ana','undo codes','a5ceabfda61b40ac8e633716e444a357',1);
INSERT INTO "log" VALUES(6,'48ff16c4f70b45ec96f35380f0539741','2026-11-22T11:23:07.239328+00:00','Ana','add note','a5ceabfda61b40ac8e633716e444a357',1);
INSERT INTO "log" VALUES(7,'473dba233e5c4ffd9183824a2e07675b','2026-11-22T11:23:07.241155+00:00','Ana','add note','a5ceabfda61b40ac8e633716e444a357',1);
INSERT INTO "log" VALUES(8,'0152a674613a48b6aae576d1d61d025d','2026-11-22T11:23:07.242560+00:00','Ana','set state done','a5ceabfda61b40ac8e633716e444a357',1);
INSERT INTO "log" VALUES(9,'131d44d3e1d34cc9bff45ed28bd8b2d0','2026-11-22T11:23:07.244837+00:00','Zoe','add call','cf6fbaa37e304a7e9b92dc3191d23c5c',1);
INSERT INTO "log" VALUES(10,'81a7077f647541559648284f0b2e1d56','2026-11-22T11:23:07.251513+00:00','Zoe','code again','cf6fbaa37e304a7e9b92dc3191d23c5c',2);
INSERT INTO "log" VALUES(11,'eeb950ee712d428c8c3006876452c4cc','2026-11-22T11:23:07.253272+00:00','Zoe','guess','cf6fbaa37e304a7e9b92dc3191d23c5c',1);
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
INSERT INTO "notes" VALUES('687164537d3043418609c180766b478e','a5ceabfda61b40ac8e633716e444a357',NULL,'Ana','On the call','2026-11-22T11:23:07.238597+00:00',NULL);
INSERT INTO "notes" VALUES('23fecb7223d940ebbac8f47abede28db','a5ceabfda61b40ac8e633716e444a357',2,'Ana','Here','2026-11-22T11:23:07.240895+00:00',NULL);
CREATE TABLE person_codes (
	call_id VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	code TEXT NOT NULL, 
	change_id INTEGER NOT NULL, 
	CONSTRAINT pk_person_codes PRIMARY KEY (call_id, position), 
	CONSTRAINT fk_person_codes_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE, 
	CONSTRAINT fk_person_codes_change_id FOREIGN KEY(change_id) REFERENCES changes (id) ON DELETE CASCADE
);
INSERT INTO "person_codes" VALUES('a5ceabfda61b40ac8e633716e444a357',0,'steer',1);
INSERT INTO "person_codes" VALUES('a5ceabfda61b40ac8e633716e444a357',2,'advise',1);
CREATE TABLE reviews (
	call_id VARCHAR NOT NULL, 
	data TEXT NOT NULL, 
	CONSTRAINT pk_reviews PRIMARY KEY (call_id), 
	CONSTRAINT fk_reviews_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
INSERT INTO "reviews" VALUES('a5ceabfda61b40ac8e633716e444a357','{"call": "monday", "source": "monday.txt", "format": "name_text", "model_name": "tiny", "model_version": "0123456789ab", "roles_from": "named", "proposal": null, "speakers": [{"name": "Ana", "role": "manager", "words": 7, "speech_ms": 2100, "stretches": [{"turn": 0, "words": 4, "speech_ms": 1200}, {"turn": 2, "words": 3, "speech_ms": 900}]}, {"name": "Ben", "role": "rep", "words": 4, "speech_ms": 1200, "stretches": [{"turn": 1, "words": 2, "speech_ms": 600}, {"turn": 3, "words": 2, "speech_ms": 600}]}], "skipped": [], "same_people": [], "joined": {}, "damage": [], "uncounted_tags": [], "widening": {}, "reviewed_at_random": false}');
INSERT INTO "reviews" VALUES('cf6fbaa37e304a7e9b92dc3191d23c5c','{"call": "sample", "source": "monday.txt", "format": "name_text", "model_name": "tiny", "model_version": "0123456789ab", "roles_from": "named", "proposal": null, "speakers": [{"name": "Zoe", "role": "rep", "words": 4, "speech_ms": null, "stretches": [{"turn": 0, "words": 4, "speech_ms": null}]}, {"name": "Yan", "role": "manager", "words": 2, "speech_ms": null, "stretches": [{"turn": 1, "words": 2, "speech_ms": null}]}], "skipped": [], "same_people": [], "joined": {}, "damage": [], "uncounted_tags": [], "widening": {}, "reviewed_at_random": false}');
CREATE TABLE transcripts (
	call_id VARCHAR NOT NULL, 
	data TEXT NOT NULL, 
	CONSTRAINT pk_transcripts PRIMARY KEY (call_id), 
	CONSTRAINT fk_transcripts_call_id FOREIGN KEY(call_id) REFERENCES calls (id) ON DELETE CASCADE
);
INSERT INTO "transcripts" VALUES('cf6fbaa37e304a7e9b92dc3191d23c5c','{"call": "call", "source": "call.txt", "format": "name_text", "units": [{"speaker": "Zoe", "text": "What did they say?", "start_ms": null, "end_ms": null}, {"speaker": "Yan", "text": "Nothing yet.", "start_ms": null, "end_ms": null}], "utterances": null, "roles": {}, "chat": [], "skipped": []}');
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
INSERT INTO "utterances" VALUES('a5ceabfda61b40ac8e633716e444a357',0,'Ana','manager','How is Lakeland going?',0,'open_question','listen',0.8,'model','{"turn": 0, "end_ms": 1200, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.01176470588235294, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.8, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('a5ceabfda61b40ac8e633716e444a357',1,'Ben','rep','They postponed.',1200,'inform','tell',0.8,'model','{"turn": 1, "end_ms": 1800, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.8, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.01176470588235294, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('a5ceabfda61b40ac8e633716e444a357',2,'Ana','manager','Call them today.',1800,'direct','tell',0.8,'model','{"turn": 2, "end_ms": 2700, "probabilities": {"direct": 0.8, "advise": 0.01176470588235294, "inform": 0.01176470588235294, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.01176470588235294, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('a5ceabfda61b40ac8e633716e444a357',3,'Ben','rep','All right.',2700,'acknowledge','listen',0.8,'model','{"turn": 3, "end_ms": 3300, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.01176470588235294, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.01176470588235294, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.8, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('cf6fbaa37e304a7e9b92dc3191d23c5c',0,'Zoe','rep','What did they say?',NULL,'open_question','listen',0.8,'model','{"turn": 0, "end_ms": null, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.01176470588235294, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.8, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
INSERT INTO "utterances" VALUES('cf6fbaa37e304a7e9b92dc3191d23c5c',1,'Yan','manager','Nothing yet.',NULL,'inform','tell',0.8,'model','{"turn": 1, "end_ms": null, "probabilities": {"direct": 0.01176470588235294, "advise": 0.01176470588235294, "inform": 0.8, "judge": 0.01176470588235294, "inspect": 0.01176470588235294, "promote": 0.01176470588235294, "rally": 0.01176470588235294, "argue": 0.01176470588235294, "pressure": 0.01176470588235294, "rebut": 0.01176470588235294, "steer": 0.01176470588235294, "open_question": 0.01176470588235294, "clarify": 0.01176470588235294, "reflect": 0.01176470588235294, "acknowledge": 0.01176470588235294, "affirm": 0.01176470588235294, "support": 0.01176470588235294, "social": 0.01176470588235294}, "lenses": [], "signals": [], "possible": []}');
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
