using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Portal.Data;

namespace Portal.Startup;

/// <summary>Runs every registered seeder, in order.</summary>
internal sealed partial class SeederRunner(IServiceScopeFactory scopes, ILogger<SeederRunner> logger)
{
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken ct)
    {
        List<string> names = [];
        await using var scope = scopes.CreateAsyncScope();
        foreach (var seeder in scope.ServiceProvider.GetServices<ISeeder>().OrderBy(seeder => seeder.Order))
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                await seeder.SeedAsync(ct);
            }
            catch (Exception e) when (e is DbException or DbUpdateException or IOException)
            {
                throw new PortalStartupException(
                    $"The seeder '{seeder.Name}' failed ({e.GetBaseException().Message.TrimEnd('.')}); correct the cause and start again, it goes on where it stopped.", e);
            }

            var (name, milliseconds) = (seeder.Name, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            LogSeeded(logger, name, milliseconds);
            names.Add(name);
        }

        return names;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Seeder {Seeder} took {Milliseconds:F0} ms")]
    private static partial void LogSeeded(ILogger logger, string seeder, double milliseconds);
}
