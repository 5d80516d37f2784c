using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ponte.Server.Storage.Migrations
{
    /// <summary>Address books and their contacts.</summary>
    public partial class Contacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "books",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Import = table.Column<long>(type: "INTEGER", nullable: false),
                    Contacts = table.Column<int>(type: "INTEGER", nullable: false),
                    Numbers = table.Column<int>(type: "INTEGER", nullable: false),
                    File = table.Column<string>(type: "TEXT", nullable: false),
                    ImportedBy = table.Column<string>(type: "TEXT", nullable: false),
                    ImportedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_books", x => x.Name);
                });

            // WITHOUT ROWID: an import's contacts lie together in the order of the file, and each is written into one tree, not two.
            migrationBuilder.Sql(
                """
                CREATE TABLE "contacts" (
                    "Import" INTEGER NOT NULL,
                    "Position" INTEGER NOT NULL,
                    "Name" TEXT NOT NULL,
                    "Organisation" TEXT NOT NULL,
                    "Numbers" TEXT NOT NULL,
                    CONSTRAINT "PK_contacts" PRIMARY KEY ("Import", "Position")
                ) WITHOUT ROWID
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "books");

            migrationBuilder.DropTable(
                name: "contacts");
        }
    }
}
