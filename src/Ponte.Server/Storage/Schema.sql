-- The newest schema for a new database, as the migrations make it: `dotnet ef migrations script`. A test compares the two.
CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);

CREATE TABLE "books" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_books" PRIMARY KEY,
    "Import" INTEGER NOT NULL,
    "Contacts" INTEGER NOT NULL,
    "Numbers" INTEGER NOT NULL,
    "File" TEXT NOT NULL,
    "ImportedBy" TEXT NOT NULL,
    "ImportedAt" INTEGER NOT NULL
);

CREATE TABLE "calls" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_calls" PRIMARY KEY,
    "StartedAt" INTEGER NOT NULL,
    "CallerNumber" TEXT NOT NULL,
    "CallerName" TEXT NOT NULL,
    "CallerIsAnonymous" INTEGER NOT NULL,
    "CalledNumber" TEXT NOT NULL,
    "CalledName" TEXT NOT NULL,
    "AnsweredAt" INTEGER NULL,
    "TakenOverAt" INTEGER NULL,
    "EndedAt" INTEGER NULL,
    "EndSide" INTEGER NULL,
    "EndCause" INTEGER NULL,
    "EndSipStatus" INTEGER NULL,
    "EndQ850" INTEGER NULL,
    "EndDetail" TEXT NULL
, "MergedInto" TEXT NULL, "Origin" INTEGER NOT NULL DEFAULT 0);

CREATE TABLE "callbacks" (
    "Requester" TEXT NOT NULL,
    "Wanted" TEXT NOT NULL,
    "Number" TEXT NOT NULL,
    "AskedAt" INTEGER NOT NULL,
    "IsArmed" INTEGER NOT NULL,
    "Rings" INTEGER NOT NULL,
    CONSTRAINT "PK_callbacks" PRIMARY KEY ("Requester", "Wanted")
);

CREATE TABLE "contacts" (
    "Import" INTEGER NOT NULL,
    "Position" INTEGER NOT NULL,
    "Name" TEXT NOT NULL,
    "Organisation" TEXT NOT NULL,
    "Numbers" TEXT NOT NULL,
    CONSTRAINT "PK_contacts" PRIMARY KEY ("Import", "Position")
) WITHOUT ROWID;

CREATE TABLE "documents" (
    "Version" INTEGER NOT NULL CONSTRAINT "PK_documents" PRIMARY KEY AUTOINCREMENT,
    "Text" TEXT NOT NULL,
    "AppliedBy" TEXT NOT NULL,
    "AppliedAt" INTEGER NOT NULL
);

CREATE TABLE "events" (
    "CallId" TEXT NOT NULL,
    "Sequence" INTEGER NOT NULL,
    "At" INTEGER NOT NULL,
    "Type" TEXT NOT NULL,
    "Payload" BLOB NOT NULL,
    CONSTRAINT "PK_events" PRIMARY KEY ("CallId", "Sequence")
) WITHOUT ROWID;

CREATE TABLE "mails" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_mails" PRIMARY KEY AUTOINCREMENT,
    "Recipient" TEXT NOT NULL,
    "Subject" TEXT NOT NULL,
    "Content" BLOB NOT NULL,
    "CreatedAt" INTEGER NOT NULL,
    "Attempts" INTEGER NOT NULL,
    "NextAt" INTEGER NULL,
    "Failure" TEXT NOT NULL
);

CREATE TABLE "persons" (
    "User" TEXT NOT NULL CONSTRAINT "PK_persons" PRIMARY KEY,
    "DoNotDisturb" INTEGER NULL,
    "ForwardAlways" TEXT NULL,
    "ForwardBusy" TEXT NULL,
    "ForwardNoAnswer" TEXT NULL,
    "ForwardUnreachable" TEXT NULL,
    "ChangedAt" INTEGER NOT NULL
, "Twin" INTEGER NULL);

CREATE TABLE "runs" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_runs" PRIMARY KEY AUTOINCREMENT,
    "Version" TEXT NOT NULL,
    "StartedAt" INTEGER NOT NULL,
    "LastSeenAt" INTEGER NOT NULL,
    "StoppedAt" INTEGER NULL
);

CREATE TABLE "legs" (
    "CallId" TEXT NOT NULL,
    "Number" INTEGER NOT NULL,
    "Kind" INTEGER NOT NULL,
    "IsIncoming" INTEGER NOT NULL,
    "Name" TEXT NOT NULL,
    "Peer" TEXT NOT NULL,
    "SipCallId" TEXT NOT NULL,
    "StartedAt" INTEGER NOT NULL,
    "RingingAt" INTEGER NULL,
    "EarlyMediaAt" INTEGER NULL,
    "AnsweredAt" INTEGER NULL,
    "EndedAt" INTEGER NULL,
    "EndSide" INTEGER NULL,
    "EndCause" INTEGER NULL,
    "EndSipStatus" INTEGER NULL,
    "EndQ850" INTEGER NULL,
    "EndDetail" TEXT NULL,
    "Media" TEXT NULL,
    "LossPerMille" REAL NULL,
    "MeanOpinionScore" REAL NULL,
    "User" TEXT NULL,
    CONSTRAINT "PK_legs" PRIMARY KEY ("CallId", "Number"),
    CONSTRAINT "FK_legs_calls_CallId" FOREIGN KEY ("CallId") REFERENCES "calls" ("Id") ON DELETE CASCADE
);

CREATE TABLE "switches" (
    "Calendar" TEXT NOT NULL CONSTRAINT "PK_switches" PRIMARY KEY,
    "IsDay" INTEGER NOT NULL,
    "ChangedAt" INTEGER NOT NULL
);

CREATE TABLE "accounts" (
    "Name" TEXT NOT NULL CONSTRAINT "PK_accounts" PRIMARY KEY,
    "Hash" TEXT NOT NULL,
    "Role" TEXT NOT NULL,
    "Person" TEXT NOT NULL,
    "Stamp" TEXT NOT NULL,
    "Totp" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL
);

CREATE TABLE "apikeys" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_apikeys" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Hash" TEXT NOT NULL,
    "Role" TEXT NOT NULL,
    "CreatedBy" TEXT NOT NULL,
    "CreatedAt" INTEGER NOT NULL
);

CREATE TABLE "audit" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_audit" PRIMARY KEY AUTOINCREMENT,
    "At" INTEGER NOT NULL,
    "Who" TEXT NOT NULL,
    "Action" TEXT NOT NULL,
    "Target" TEXT NOT NULL,
    "Before" TEXT NULL,
    "After" TEXT NULL
);

CREATE INDEX "IX_calls_CalledNumber" ON "calls" ("CalledNumber");

CREATE INDEX "IX_calls_CallerNumber" ON "calls" ("CallerNumber");

CREATE INDEX "IX_calls_EndedAt" ON "calls" ("EndedAt") WHERE EndedAt IS NULL;

CREATE INDEX "IX_mails_NextAt" ON "mails" ("NextAt");

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261125222832_First', '10.0.15');

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261126013000_LegUser', '10.0.15');

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261126020500_Persons', '10.0.15');

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261126022500_Contacts', '10.0.15');

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261126030000_CallOrigins', '10.0.15');

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261126031000_Switches', '10.0.15');

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127020858_Accounts', '10.0.15');

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127022500_Mails', '10.0.15');

INSERT INTO "__EFMigrationsHistory" ("MigrationId", "ProductVersion")
VALUES ('20261127114131_PersonTwin', '10.0.15');
