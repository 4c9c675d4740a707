using System.Net.Mime;
using System.Text;
using Portal.Accounts;

namespace Portal.Experiments.Boards;

internal static class BoardRegistration
{
    public static IServiceCollection AddBoards(this IServiceCollection services) => services
        .AddSingleton<BoardReader>()
        .AddSingleton<BoardWords>()
        .AddSingleton<FormulaWords>();

    /// <summary>What experiments found as files.</summary>
    public static void MapBoards(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/admin/experiments/{key}.csv", (string key, BoardReader boards, CancellationToken ct) => FileAsync(key, "csv", MediaTypeNames.Text.Csv, BoardFile.Csv, boards, ct))
            .RequireAuthorization(Policies.Analyst);
        endpoints.MapGet("/admin/experiments/{key}.json", (string key, BoardReader boards, CancellationToken ct) => FileAsync(key, "json", MediaTypeNames.Application.Json, BoardFile.Json, boards, ct))
            .RequireAuthorization(Policies.Analyst);
    }

    private static async Task<IResult> FileAsync(string key, string ending, string type, Func<Board, string> write, BoardReader boards, CancellationToken cancellationToken) =>
        await boards.FindAsync(key, cancellationToken) is { Result: not null } board
            ? Results.File(Encoding.UTF8.GetBytes(write(board)), type, $"experiment-{key}.{ending}")
            : Results.NotFound();
}
