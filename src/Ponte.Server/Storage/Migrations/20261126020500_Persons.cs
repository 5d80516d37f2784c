using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ponte.Server.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Persons : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "persons",
                columns: table => new
                {
                    User = table.Column<string>(type: "TEXT", nullable: false),
                    DoNotDisturb = table.Column<bool>(type: "INTEGER", nullable: true),
                    ForwardAlways = table.Column<string>(type: "TEXT", nullable: true),
                    ForwardBusy = table.Column<string>(type: "TEXT", nullable: true),
                    ForwardNoAnswer = table.Column<string>(type: "TEXT", nullable: true),
                    ForwardUnreachable = table.Column<string>(type: "TEXT", nullable: true),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_persons", x => x.User);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "persons");
        }
    }
}
