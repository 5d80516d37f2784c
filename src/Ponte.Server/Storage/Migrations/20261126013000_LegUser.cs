using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ponte.Server.Storage.Migrations
{
    /// <inheritdoc />
    public partial class LegUser : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "User",
                table: "legs",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "User",
                table: "legs");
        }
    }
}
