using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Data;
using Portal.Demo.Simulation;
using Portal.Diagnostics;
using Portal.Domain.Numerics;
using Portal.Domain.Profiles;
using Portal.Feed;
using Portal.People;

namespace Portal.Demo.Browsing;

/// <summary>What came of simulated browsing.</summary>
/// <param name="Requests">Feeds that were opened.</param>
/// <param name="Readers">By how many simulated readers.</param>
/// <param name="Looks">Cards they looked at.</param>
/// <param name="Clicks">Cards they opened.</param>
/// <param name="Likes">Items they liked or saved.</param>
/// <param name="Dislikes">Items they disliked.</param>
public sealed record BrowsingResult(int Requests, int Readers, int Looks, int Clicks, int Likes, int Dislikes)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Requests} feeds opened by {Readers} simulated readers: {Looks} cards looked at, {Clicks} opened, {Likes} liked or saved, {Dislikes} disliked");
}

/// <summary>
/// Lets the demo's simulated readers open their feeds and react, so that a portal without people has a log to learn and estimate from. A reader
/// looks at the list from the top and stops somewhere, lower places are reached less often; what is looked at is opened and judged by the taste
/// from which the reader was drawn (<see cref="ReaderSimulator"/>), not by what the ranking says. All goes through the services that pages use.
/// </summary>
public sealed class BrowsingSimulator(IDbContextFactory<PortalDbContext> contexts, FeedService feed, FeedbackService feedback, RuleAudit audit, IOptions<PortalOptions> options, TimeProvider time)
{
    public const int DefaultRequests = 2000, MostRequests = 100_000;

    // A card at place k is reached with probability (k + 1) to the power of minus this.
    private const double LookBias = 0.6;

    // Of what is looked at: opened by chance, and the more the better it fits.
    private const double OpenedAnyway = 0.02, OpenedForFit = 0.4, FitPower = 6;

    private const double OpinionNoise = 0.2, LikedFrom = 0.75, DislikedBelow = 0.4, JudgedWhenOpened = 0.5;

    /// <summary>Opens so many feeds, reader after reader. May be repeated: each run draws anew.</summary>
    /// <param name="requests">How many, 1 to <see cref="MostRequests"/>.</param>
    /// <param name="progress">Told how many are opened.</param>
    /// <param name="cancellationToken">Stops between two feeds.</param>
    /// <exception cref="InvalidOperationException">The demo is off, or its readers are not there.</exception>
    public async Task<BrowsingResult> RunAsync(int requests, IProgress<WorkProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(requests, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(requests, MostRequests);
        if (!options.Value.Demo)
        {
            throw new InvalidOperationException("Browsing is only simulated on a demo portal; Portal:Demo is false.");
        }

        var readers = await ReadersAsync(cancellationToken);
        if (readers.Count == 0)
        {
            throw new InvalidOperationException("There are no simulated readers; run 'seed' with Portal:Demo=true first.");
        }

        var seed = (ulong)time.GetUtcNow().UtcTicks;
        BrowsingResult sum = new(0, Math.Min(requests, readers.Count), 0, 0, 0, 0);
        for (var i = 0; i < requests; i++)
        {
            var (userId, fit) = readers[i % readers.Count];
            sum = await BrowseAsync(userId, fit, new Draws(seed, i), sum, cancellationToken);
            progress?.Report(new WorkProgress(i + 1, requests));
        }

        // The counters of a command that ends would be lost.
        await audit.FlushAsync(cancellationToken);
        return sum;
    }

    private async Task<List<(string UserId, IReadOnlyDictionary<string, double> Fit)>> ReadersAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var users = await db.Users.Where(user => user.Simulated && !user.Persona && user.UserName != null)
            .Select(user => new { user.UserName, user.Id })
            .ToDictionaryAsync(user => user.UserName!, user => user.Id, StringComparer.OrdinalIgnoreCase, cancellationToken);
        return await Task.Run(
            () =>
            {
                var catalogue = DemoCatalogue.Load();
                ReaderSimulator simulator = new(catalogue, PersonaFile.Load(catalogue));
                List<(string, IReadOnlyDictionary<string, double>)> readers = [];
                foreach (var reader in simulator.Draw())
                {
                    if (users.TryGetValue(ReaderSimulator.UserName(reader.Number), out var id))
                    {
                        readers.Add((id, simulator.FitOf(reader)));
                    }
                }

                return readers;
            },
            cancellationToken);
    }

    private async Task<BrowsingResult> BrowseAsync(string userId, IReadOnlyDictionary<string, double> fit, Draws draws, BrowsingResult sum, CancellationToken cancellationToken)
    {
        var page = await feed.GetPageAsync(userId, new FeedRequest(), cancellationToken);
        var depth = Math.Min(page.Entries.Count, draws.Depth());
        await feedback.RecordImpressionsAsync(userId, page.RequestId, [.. Enumerable.Range(0, depth)], cancellationToken);
        sum = sum with { Requests = sum.Requests + 1, Looks = sum.Looks + depth };
        foreach (var entry in page.Entries.Take(depth))
        {
            if (!draws.Happens(OpenedAnyway + (OpenedForFit * Math.Pow(fit.GetValueOrDefault(entry.Item.Id), FitPower))))
            {
                continue;
            }

            var origin = entry.Origin with { Context = DemoPeople.Context };
            await feedback.RecordAsync(userId, entry.Item.Id, InteractionKind.Click, origin, cancellationToken);
            sum = sum with { Clicks = sum.Clicks + 1 };
            if (draws.Happens(JudgedWhenOpened) && Judged(fit.GetValueOrDefault(entry.Item.Id) + (OpinionNoise * draws.Normal()), draws) is { } opinion)
            {
                await feedback.RecordAsync(userId, entry.Item.Id, opinion, origin, cancellationToken);
                sum = opinion == InteractionKind.Dislike ? sum with { Dislikes = sum.Dislikes + 1 } : sum with { Likes = sum.Likes + 1 };
            }
        }

        return sum;
    }

    private static InteractionKind? Judged(double opinion, Draws draws) => opinion switch
    {
        >= LikedFrom => draws.Happens(0.6) ? InteractionKind.Like : InteractionKind.Save,
        < DislikedBelow => InteractionKind.Dislike,
        _ => null,
    };

    /// <summary>The chance in one visit.</summary>
    private sealed class Draws(ulong seed, int visit)
    {
        private SplitMix64 _random = new(seed, visit);

        public bool Happens(double chance) => _random.NextShare() < chance;

        public double Normal() => _random.NextNormal();

        // At least the first card is seen.
        public int Depth() => (int)Math.Min(FeedService.MostCards, Math.Pow(1 - _random.NextShare(), -1 / LookBias));
    }
}
