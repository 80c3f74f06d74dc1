CREATE TABLE "meta" ("key" TEXT NOT NULL PRIMARY KEY, "value" TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE "kept" ("name" TEXT NOT NULL PRIMARY KEY, "document" TEXT NOT NULL) STRICT;
CREATE TABLE "roles" (
  "id" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "family" TEXT NOT NULL,
  "grade" INTEGER NOT NULL,
  "area" TEXT,
  "description" TEXT,
  "critical" INTEGER,
  "seats" INTEGER,
  "dwell_months" REAL,
  "salary" REAL,
  "location" TEXT,
  "aliases" TEXT,
  PRIMARY KEY ("id")
) STRICT;
CREATE TABLE "skills" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "kind" TEXT,
  "category" TEXT,
  "description" TEXT,
  "aliases" TEXT,
  PRIMARY KEY ("id")
) STRICT;
CREATE TABLE "requirements" (
  "role" TEXT NOT NULL REFERENCES "roles" ("id") DEFERRABLE INITIALLY DEFERRED,
  "skill" TEXT NOT NULL REFERENCES "skills" ("id") DEFERRABLE INITIALLY DEFERRED,
  "level" INTEGER NOT NULL,
  "entry_level" INTEGER,
  "importance" REAL,
  "essential" INTEGER,
  "behaviour" TEXT,
  PRIMARY KEY ("role", "skill")
) STRICT;
CREATE TABLE "resources" (
  "id" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "hours" REAL NOT NULL,
  "cost" REAL,
  "provider" TEXT,
  "formats" TEXT,
  "languages" TEXT,
  "url" TEXT,
  "capacity" INTEGER,
  "available_from" TEXT,
  "available_to" TEXT,
  "mentor" TEXT REFERENCES "people" ("id") DEFERRABLE INITIALLY DEFERRED,
  "status" TEXT,
  "description" TEXT,
  PRIMARY KEY ("id")
) STRICT;
CREATE TABLE "teaches" (
  "resource" TEXT NOT NULL REFERENCES "resources" ("id") DEFERRABLE INITIALLY DEFERRED,
  "skill" TEXT NOT NULL REFERENCES "skills" ("id") DEFERRABLE INITIALLY DEFERRED,
  "to_level" INTEGER NOT NULL,
  "from_level" INTEGER,
  PRIMARY KEY ("resource", "skill")
) STRICT, WITHOUT ROWID;
CREATE TABLE "prerequisites" (
  "resource" TEXT NOT NULL REFERENCES "resources" ("id") DEFERRABLE INITIALLY DEFERRED,
  "skill" TEXT NOT NULL REFERENCES "skills" ("id") DEFERRABLE INITIALLY DEFERRED,
  "level" INTEGER NOT NULL,
  PRIMARY KEY ("resource", "skill")
) STRICT, WITHOUT ROWID;
CREATE TABLE "moves" (
  "from" TEXT NOT NULL REFERENCES "roles" ("id") DEFERRABLE INITIALLY DEFERRED,
  "to" TEXT NOT NULL REFERENCES "roles" ("id") DEFERRABLE INITIALLY DEFERRED,
  "kind" TEXT NOT NULL,
  "months" REAL,
  "success" REAL,
  "observed" INTEGER,
  PRIMARY KEY ("from", "to", "kind")
) STRICT, WITHOUT ROWID;
CREATE TABLE "people" (
  "id" TEXT NOT NULL,
  "role" TEXT NOT NULL REFERENCES "roles" ("id") DEFERRABLE INITIALLY DEFERRED,
  "name" TEXT,
  "in_role_since" TEXT,
  "hours_per_week" REAL,
  "budget" REAL,
  "manager" TEXT REFERENCES "people" ("id") DEFERRABLE INITIALLY DEFERRED,
  "location" TEXT,
  "retires_on" TEXT,
  "leaving_risk" REAL,
  "groups" TEXT,
  "name_key" TEXT,
  PRIMARY KEY ("id")
) STRICT;
CREATE TABLE "levels" (
  "person" TEXT NOT NULL REFERENCES "people" ("id") DEFERRABLE INITIALLY DEFERRED,
  "skill" TEXT NOT NULL REFERENCES "skills" ("id") DEFERRABLE INITIALLY DEFERRED,
  "level" INTEGER NOT NULL,
  "evidence" TEXT,
  "assessed_on" TEXT,
  PRIMARY KEY ("person", "skill")
) STRICT, WITHOUT ROWID;
CREATE TABLE "completions" (
  "person" TEXT NOT NULL REFERENCES "people" ("id") DEFERRABLE INITIALLY DEFERRED,
  "resource" TEXT NOT NULL REFERENCES "resources" ("id") DEFERRABLE INITIALLY DEFERRED,
  "completed_on" TEXT,
  "result" TEXT,
  PRIMARY KEY ("person", "resource")
) STRICT, WITHOUT ROWID;
CREATE TABLE "aspirations" (
  "person" TEXT NOT NULL REFERENCES "people" ("id") DEFERRABLE INITIALLY DEFERRED,
  "role" TEXT NOT NULL REFERENCES "roles" ("id") DEFERRABLE INITIALLY DEFERRED,
  "by" TEXT,
  "recorded_on" TEXT,
  PRIMARY KEY ("person", "role")
) STRICT, WITHOUT ROWID;
CREATE TABLE "nominations" (
  "person" TEXT NOT NULL REFERENCES "people" ("id") DEFERRABLE INITIALLY DEFERRED,
  "role" TEXT NOT NULL REFERENCES "roles" ("id") DEFERRABLE INITIALLY DEFERRED,
  "by" TEXT,
  "on" TEXT,
  PRIMARY KEY ("person", "role")
) STRICT, WITHOUT ROWID;
CREATE TABLE "exclusions" (
  "person" TEXT NOT NULL REFERENCES "people" ("id") DEFERRABLE INITIALLY DEFERRED,
  "role" TEXT NOT NULL REFERENCES "roles" ("id") DEFERRABLE INITIALLY DEFERRED,
  "because" TEXT NOT NULL,
  "by" TEXT,
  "on" TEXT,
  PRIMARY KEY ("person", "role")
) STRICT, WITHOUT ROWID;
CREATE INDEX "requirements_skill" ON "requirements" ("skill");
CREATE INDEX "resources_mentor" ON "resources" ("mentor");
CREATE INDEX "teaches_skill" ON "teaches" ("skill");
CREATE INDEX "prerequisites_skill" ON "prerequisites" ("skill");
CREATE INDEX "moves_to" ON "moves" ("to");
CREATE INDEX "people_role" ON "people" ("role");
CREATE INDEX "people_manager" ON "people" ("manager");
CREATE INDEX "completions_resource" ON "completions" ("resource");
CREATE INDEX "aspirations_role" ON "aspirations" ("role");
CREATE INDEX "nominations_role" ON "nominations" ("role");
CREATE INDEX "exclusions_role" ON "exclusions" ("role");
CREATE INDEX "people_name_key" ON "people" ("name_key");
