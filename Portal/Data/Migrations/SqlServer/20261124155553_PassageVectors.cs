using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class PassageVectors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PassageVectors",
                columns: table => new
                {
                    ItemId = table.Column<int>(type: "int", nullable: false),
                    EncoderId = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Data = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PassageVectors", x => new { x.ItemId, x.EncoderId, x.Number });
                    table.ForeignKey(
                        name: "FK_PassageVectors_ItemVectors_ItemId_EncoderId",
                        columns: x => new { x.ItemId, x.EncoderId },
                        principalTable: "ItemVectors",
                        principalColumns: new[] { "ItemId", "EncoderId" },
                        onDelete: ReferentialAction.Cascade);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PassageVectors");
        }
    }
}
