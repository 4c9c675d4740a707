using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class SignalLog : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "Exploration",
                table: "ServedPositions",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<byte[]>(
                name: "Signals",
                table: "ServedPositions",
                type: "varbinary(512)",
                maxLength: 512,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ModelVersion",
                table: "FeedRequests",
                type: "varchar(64)",
                unicode: false,
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SignalKeys",
                table: "FeedRequests",
                type: "varchar(1000)",
                unicode: false,
                maxLength: 1000,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Interactions_UserId_Kind_AtUtc",
                table: "Interactions",
                columns: new[] { "UserId", "Kind", "AtUtc" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Interactions_UserId_Kind_AtUtc",
                table: "Interactions");

            migrationBuilder.DropColumn(
                name: "Exploration",
                table: "ServedPositions");

            migrationBuilder.DropColumn(
                name: "Signals",
                table: "ServedPositions");

            migrationBuilder.DropColumn(
                name: "ModelVersion",
                table: "FeedRequests");

            migrationBuilder.DropColumn(
                name: "SignalKeys",
                table: "FeedRequests");
        }
    }
}
