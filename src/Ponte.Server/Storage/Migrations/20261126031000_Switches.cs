using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ponte.Server.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Switches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "switches",
                columns: table => new
                {
                    Calendar = table.Column<string>(type: "TEXT", nullable: false),
                    IsDay = table.Column<bool>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_switches", x => x.Calendar);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "switches");
        }
    }
}
