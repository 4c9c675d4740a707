using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class ExperimentTables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Team",
                table: "ServedPositions",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<float>(
                name: "Diversity",
                table: "FeedRequests",
                type: "real",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Items",
                table: "FeedRequests",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<float>(
                name: "LongTailShare",
                table: "FeedRequests",
                type: "real",
                nullable: true);

            migrationBuilder.AddColumn<float>(
                name: "RepeatShare",
                table: "FeedRequests",
                type: "real",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Session",
                table: "FeedRequests",
                type: "varchar(36)",
                unicode: false,
                maxLength: 36,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Variants",
                table: "FeedRequests",
                type: "varchar(400)",
                unicode: false,
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Violations",
                table: "FeedRequests",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Visitor",
                table: "FeedRequests",
                type: "varchar(36)",
                unicode: false,
                maxLength: 36,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Experiments",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Key = table.Column<string>(type: "varchar(64)", unicode: false, maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Hypothesis = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Mode = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    Unit = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    State = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    Plan = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Author = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false),
                    AuthorId = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: true),
                    CreatedUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    StartedUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndedUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Decision = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    DecisionVariant = table.Column<int>(type: "int", nullable: true),
                    DecisionNote = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    DecidedBy = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    DecidedUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Simulated = table.Column<bool>(type: "bit", nullable: false),
                    Revision = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Experiments", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ExperimentPeriods",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ExperimentId = table.Column<int>(type: "int", nullable: false),
                    FromUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ToUtc = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Weights = table.Column<string>(type: "varchar(1000)", unicode: false, maxLength: 1000, nullable: false),
                    Coverage = table.Column<double>(type: "float", nullable: false),
                    Reason = table.Column<string>(type: "varchar(32)", unicode: false, maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExperimentPeriods", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExperimentPeriods_Experiments_ExperimentId",
                        column: x => x.ExperimentId,
                        principalTable: "Experiments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ExperimentResults",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ExperimentId = table.Column<int>(type: "int", nullable: false),
                    AtUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Units = table.Column<long>(type: "bigint", nullable: false),
                    Report = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExperimentResults", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ExperimentResults_Experiments_ExperimentId",
                        column: x => x.ExperimentId,
                        principalTable: "Experiments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ExperimentUnits",
                columns: table => new
                {
                    ExperimentId = table.Column<int>(type: "int", nullable: false),
                    Unit = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Variant = table.Column<int>(type: "int", nullable: false),
                    ExposedUtc = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RequestId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    Exclusion = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    Segments = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Values = table.Column<byte[]>(type: "varbinary(4000)", maxLength: 4000, nullable: true),
                    UpdatedUtc = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExperimentUnits", x => new { x.ExperimentId, x.Unit });
                    table.ForeignKey(
                        name: "FK_ExperimentUnits_Experiments_ExperimentId",
                        column: x => x.ExperimentId,
                        principalTable: "Experiments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ExperimentPeriods_ExperimentId_FromUtc",
                table: "ExperimentPeriods",
                columns: new[] { "ExperimentId", "FromUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_ExperimentResults_ExperimentId_AtUtc",
                table: "ExperimentResults",
                columns: new[] { "ExperimentId", "AtUtc" });

            migrationBuilder.CreateIndex(
                name: "IX_Experiments_Key",
                table: "Experiments",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Experiments_State",
                table: "Experiments",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_ExperimentUnits_Unit",
                table: "ExperimentUnits",
                column: "Unit");

            migrationBuilder.CreateIndex(
                name: "IX_FeedRequests_Session",
                table: "FeedRequests",
                column: "Session");

            migrationBuilder.CreateIndex(
                name: "IX_FeedRequests_Visitor",
                table: "FeedRequests",
                column: "Visitor");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ExperimentPeriods");

            migrationBuilder.DropTable(
                name: "ExperimentResults");

            migrationBuilder.DropTable(
                name: "ExperimentUnits");

            migrationBuilder.DropTable(
                name: "Experiments");

            migrationBuilder.DropIndex(
                name: "IX_FeedRequests_Session",
                table: "FeedRequests");

            migrationBuilder.DropIndex(
                name: "IX_FeedRequests_Visitor",
                table: "FeedRequests");

            migrationBuilder.DropColumn(
                name: "Team",
                table: "ServedPositions");

            migrationBuilder.DropColumn(
                name: "Diversity",
                table: "FeedRequests");

            migrationBuilder.DropColumn(
                name: "Items",
                table: "FeedRequests");

            migrationBuilder.DropColumn(
                name: "LongTailShare",
                table: "FeedRequests");

            migrationBuilder.DropColumn(
                name: "RepeatShare",
                table: "FeedRequests");

            migrationBuilder.DropColumn(
                name: "Session",
                table: "FeedRequests");

            migrationBuilder.DropColumn(
                name: "Variants",
                table: "FeedRequests");

            migrationBuilder.DropColumn(
                name: "Violations",
                table: "FeedRequests");

            migrationBuilder.DropColumn(
                name: "Visitor",
                table: "FeedRequests");
        }
    }
}
