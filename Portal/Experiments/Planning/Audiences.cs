using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Accounts;
using Portal.Data;
using Portal.Domain.Experiments.Assignment;
using Portal.Domain.Experiments.Assignment.Targeting;
using Portal.Engine.Experiments;

namespace Portal.Experiments.Planning;

/// <summary>How many people a condition takes.</summary>
/// <param name="People">All people.</param>
/// <param name="Targeted">Those who meet it.</param>
/// <param name="Problem">Why it cannot be read; null for a sound one.</param>
/// <param name="Unknown">Names of attributes it asks for that nobody has, or that are only known when somebody comes.</param>
public sealed record AudienceCount(int People, int Targeted, string? Problem, IReadOnlyList<string> Unknown)
{
    /// <summary>Share of all people that it takes; 1 where that only shows when they come.</summary>
    public double Share => Unknown.Count > 0 ? 1 : People == 0 ? 0 : (double)Targeted / People;
}

/// <summary>Counts whom a condition would take, by what is known of people when they are not here.</summary>
public sealed class Audiences(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private (DateTime AtUtc, IReadOnlyList<IReadOnlyDictionary<string, PlainValue>> People)? _read;

    /// <summary>Reads a condition as it was written.</summary>
    /// <returns>The condition, or what is wrong with it.</returns>
    public static (TargetingCondition? Condition, string? Problem) Read(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return (TargetingCondition.Everybody, null);
        }

        try
        {
            var condition = TargetingCondition.Read(PlainValue.Parse(json));
            return condition.Problems.Count == 0 ? (condition, null) : (null, string.Join(" ", condition.Problems));
        }
        catch (JsonException e)
        {
            return (null, e.Message);
        }
    }

    /// <summary>How many people a condition takes; everybody for none.</summary>
    public async Task<AudienceCount> CountAsync(string? json, CancellationToken cancellationToken)
    {
        var people = await PeopleAsync(cancellationToken);
        var (condition, problem) = Read(json);
        if (condition is null)
        {
            return new AudienceCount(people.Count, 0, problem, []);
        }

        // Away from the circuit: there may be a hundred thousand.
        var targeted = await Task.Run(() => people.Count(person => condition.Matches(person, SavedGroups.None)), cancellationToken);
        return new AudienceCount(people.Count, targeted, null, Unknown(json));
    }

    private static IReadOnlyList<string> Unknown(string? json)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        if (!string.IsNullOrWhiteSpace(json))
        {
            Collect(PlainValue.Parse(json), names);
        }

        return [.. names.Where(name => name == ExperimentAttributes.Language || !ExperimentAttributes.All.Contains(name))];
    }

    private static void Collect(PlainValue value, SortedSet<string> names)
    {
        foreach (var (name, inner) in value.Members)
        {
            if (name.StartsWith('$'))
            {
                foreach (var part in inner.Kind == PlainValueKind.List ? inner.Items : [inner])
                {
                    Collect(part, names);
                }
            }
            else
            {
                names.Add(name.Split('.')[0]);
            }
        }
    }

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, PlainValue>>> PeopleAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        lock (_lock)
        {
            if (_read is { } read && now - read.AtUtc < Fresh)
            {
                return read.People;
            }
        }

        var people = await ReadAsync(now, cancellationToken);
        lock (_lock)
        {
            _read = (now, people);
        }

        return people;
    }

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, PlainValue>>> ReadAsync(DateTime now, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var since = now.AddDays(-UnitHistory.Days);
        var roles = (await db.UserRoles.Join(db.Roles, role => role.RoleId, role => role.Id, (user, role) => new { user.UserId, role.Name }).ToListAsync(cancellationToken)).ToLookup(role => role.UserId, role => role.Name);
        var devices = (await db.FeedRequests.Where(request => request.AtUtc >= since && request.Device != null)
            .GroupBy(request => new { request.UserId, request.Device }).Select(group => new { group.Key.UserId, group.Key.Device, Last = group.Max(request => request.AtUtc) }).ToListAsync(cancellationToken))
            .GroupBy(device => device.UserId).ToDictionary(group => group.Key, group => group.MaxBy(device => device.Last)!.Device);
        List<IReadOnlyDictionary<string, PlainValue>> people = [];
        await foreach (var user in db.Users.AsNoTracking().Select(user => new { user.Id, user.Simulated, user.CreatedUtc }).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            Dictionary<string, PlainValue> attributes = new(StringComparer.Ordinal)
            {
                [ExperimentAttributes.Id] = user.Id,
                [ExperimentAttributes.Roles] = PlainValue.ListOf([.. roles[user.Id].Where(role => role is Roles.Analyst or Roles.Admin).Select(role => (PlainValue)role!.ToLowerInvariant())]),
                [ExperimentAttributes.Simulated] = user.Simulated,
                [ExperimentAttributes.Days] = Math.Floor((now - user.CreatedUtc).TotalDays),
            };
            if (devices.TryGetValue(user.Id, out var device))
            {
                attributes[ExperimentAttributes.Device] = device!.Value.ToString().ToLowerInvariant();
            }

            people.Add(attributes);
        }

        return people;
    }
}
