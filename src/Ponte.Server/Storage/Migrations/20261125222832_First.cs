using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ponte.Server.Storage.Migrations
{
    /// <summary>Document versions, runs, calls, legs and events.</summary>
    public partial class First : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "calls",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 26, nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CallerNumber = table.Column<string>(type: "TEXT", nullable: false),
                    CallerName = table.Column<string>(type: "TEXT", nullable: false),
                    CallerIsAnonymous = table.Column<bool>(type: "INTEGER", nullable: false),
                    CalledNumber = table.Column<string>(type: "TEXT", nullable: false),
                    CalledName = table.Column<string>(type: "TEXT", nullable: false),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    TakenOverAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndSide = table.Column<int>(type: "INTEGER", nullable: true),
                    EndCause = table.Column<int>(type: "INTEGER", nullable: true),
                    EndSipStatus = table.Column<int>(type: "INTEGER", nullable: true),
                    EndQ850 = table.Column<int>(type: "INTEGER", nullable: true),
                    EndDetail = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calls", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "documents",
                columns: table => new
                {
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    AppliedBy = table.Column<string>(type: "TEXT", nullable: false),
                    AppliedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_documents", x => x.Version);
                });

            // WITHOUT ROWID: a call's events lie together under the key they are read by, and each is written into one tree, not two.
            migrationBuilder.Sql(
                """
                CREATE TABLE "events" (
                    "CallId" TEXT NOT NULL,
                    "Sequence" INTEGER NOT NULL,
                    "At" INTEGER NOT NULL,
                    "Type" TEXT NOT NULL,
                    "Payload" BLOB NOT NULL,
                    CONSTRAINT "PK_events" PRIMARY KEY ("CallId", "Sequence")
                ) WITHOUT ROWID
                """);

            migrationBuilder.CreateTable(
                name: "runs",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Version = table.Column<string>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    StoppedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_runs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "legs",
                columns: table => new
                {
                    CallId = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    IsIncoming = table.Column<bool>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Peer = table.Column<string>(type: "TEXT", nullable: false),
                    SipCallId = table.Column<string>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RingingAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EarlyMediaAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndSide = table.Column<int>(type: "INTEGER", nullable: true),
                    EndCause = table.Column<int>(type: "INTEGER", nullable: true),
                    EndSipStatus = table.Column<int>(type: "INTEGER", nullable: true),
                    EndQ850 = table.Column<int>(type: "INTEGER", nullable: true),
                    EndDetail = table.Column<string>(type: "TEXT", nullable: true),
                    Media = table.Column<string>(type: "TEXT", nullable: true),
                    LossPerMille = table.Column<double>(type: "REAL", nullable: true),
                    MeanOpinionScore = table.Column<double>(type: "REAL", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_legs", x => new { x.CallId, x.Number });
                    table.ForeignKey(
                        name: "FK_legs_calls_CallId",
                        column: x => x.CallId,
                        principalTable: "calls",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_calls_CalledNumber",
                table: "calls",
                column: "CalledNumber");

            migrationBuilder.CreateIndex(
                name: "IX_calls_CallerNumber",
                table: "calls",
                column: "CallerNumber");

            migrationBuilder.CreateIndex(
                name: "IX_calls_EndedAt",
                table: "calls",
                column: "EndedAt",
                filter: "EndedAt IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "documents");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "legs");

            migrationBuilder.DropTable(
                name: "runs");

            migrationBuilder.DropTable(
                name: "calls");
        }
    }
}
