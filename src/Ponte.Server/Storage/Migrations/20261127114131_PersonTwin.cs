using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Ponte.Server.Storage.Migrations
{
    /// <inheritdoc />
    public partial class PersonTwin : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Twin",
                table: "persons",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Twin",
                table: "persons");
        }
    }
}
