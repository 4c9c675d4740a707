using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Data;
using Portal.Data.Entities;
using Portal.Diagnostics;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;
using Portal.Domain.Profiles;
using Portal.Engine;

namespace Portal.Cli;

/// <summary>How large an invented portal is.</summary>
/// <param name="Items">Items in the catalogue.</param>
/// <param name="People">People, each with one to three statements.</param>
/// <param name="Interactions">What they did, on the whole.</param>
/// <param name="Seed">The same seed gives the same portal.</param>
internal sealed record SyntheticSize(int Items, int People, int Interactions, int Seed);

/// <summary>
/// Fills an empty database with an invented portal to measure with: items and vectors of <see cref="SyntheticCatalogue"/>, people who
/// keep to a few of its themes, and what they did in sessions that keep to one.
/// </summary>
internal sealed class SyntheticPortal(SyntheticSize size, DateTime now)
{
    public const string EncoderId = "synthetic/384";

    private const int Dimensions = 384, ThemesEach = 3, LongestSession = 9, Days = 180;
    private const double OwnThemes = 0.85;

    // Cumulative shares: what is seen most is done most.
    private static readonly (double UpTo, InteractionKind Kind)[] Kinds =
    [
        (0.30, InteractionKind.Impression), (0.62, InteractionKind.Click), (0.76, InteractionKind.Like), (0.84, InteractionKind.Save),
        (0.92, InteractionKind.Dwell), (0.97, InteractionKind.Rating), (0.99, InteractionKind.Dislike), (1, InteractionKind.Hide),
    ];

    private readonly SyntheticCatalogue _catalogue = new(size.Items, Dimensions, size.Seed);
    private readonly Random _random = new(size.Seed);

    public async Task FillAsync(IDbContextFactory<PortalDbContext> contexts, IProgress<WorkProgress> progress, CancellationToken token)
    {
        await using var db = await contexts.CreateDbContextAsync(token);
        await using var transaction = await db.Database.BeginTransactionAsync(token);
        var total = size.Items + size.People + size.Interactions;
        var done = 0;
        await db.InsertAsync(Counted(_catalogue.Items.Select(Row)), token);
        var ids = await db.Items.OrderBy(item => item.ExternalId).Select(item => item.Id).ToArrayAsync(token);
        await db.InsertAsync(_catalogue.Vectors.Select((vector, i) => Vector(ids[i], vector)), token);
        string[] people = [.. Enumerable.Range(0, size.People).Select(number => string.Create(CultureInfo.InvariantCulture, $"synthetic-{number:00000}"))];
        await db.InsertAsync(Counted(people.Select(Person)), token);
        StatementParser parser = new(Vocabulary.Of(_catalogue.Items));
        await db.InsertAsync(people.SelectMany(person => Statements(person, parser)), token);
        await db.InsertAsync(Counted(Interactions(people, ids)), token);
        await transaction.CommitAsync(token);

        IEnumerable<T> Counted<T>(IEnumerable<T> rows)
        {
            foreach (var row in rows)
            {
                if (++done % 1000 == 0)
                {
                    progress.Report(new WorkProgress(done, total));
                }

                yield return row;
            }
        }
    }

    private static ItemEntity Row(Item item) => new()
    {
        ExternalId = item.Id,
        Kind = item.Kind,
        Title = item.Title,
        Description = item.Description,
        Creators = [.. item.Creators],
        Genres = [.. item.Genres],
        Tags = [.. item.Tags],
        Year = item.Year,
        Attributes = new SortedDictionary<string, string>(item.Attributes.ToDictionary(), StringComparer.Ordinal),
        PublishedUtc = item.Published.UtcDateTime,
        Source = "synthetic",
    };

    private ItemVectorEntity Vector(int id, float[] vector) => new()
    {
        ItemId = id,
        EncoderId = EncoderId,
        Precision = "float32",
        Dimensions = Dimensions,
        Data = VectorCodec.Encode(vector),
        TextHash = "",
        CreatedUtc = now,
    };

    private PortalUser Person(string name) => new()
    {
        Id = name,
        UserName = name,
        NormalizedUserName = name.ToUpperInvariant(),
        DisplayName = name,
        CreatedUtc = now.AddDays(-Days),
        OnboardedUtc = now.AddDays(-Days),
        Simulated = true,
    };

    private IEnumerable<StatementEntity> Statements(string person, StatementParser parser)
    {
        for (var i = 1 + _random.Next(3); i > 0; i--)
        {
            var (text, vector) = _catalogue.Wish();
            var at = now.AddDays(-_random.Next(Days));
            yield return new StatementEntity
            {
                Id = Guid.CreateVersion7(at),
                UserId = person,
                Text = text,
                CreatedUtc = at,
                UpdatedUtc = at,
                Parsed = JsonSerializer.Serialize(parser.Parse(text), JsonSerializerOptions.Web),
                EncoderId = EncoderId,
                Vector = VectorCodec.Encode(vector),
            };
        }
    }

    private IEnumerable<InteractionEntity> Interactions(string[] people, int[] ids)
    {
        var themes = Enumerable.Range(0, ids.Length).GroupBy(i => _catalogue.Items[i].Genres[0]).OrderBy(theme => theme.Key, StringComparer.Ordinal).Select(theme => theme.ToArray()).ToArray();

        // Some do ten times as much as others.
        var activity = people.Select(_ => Math.Exp(1.6 * (_random.NextDouble() + _random.NextDouble() - 1))).ToArray();
        var (all, before, written) = (activity.Sum(), 0.0, 0);
        for (var p = 0; p < people.Length; p++)
        {
            before += activity[p];
            var upTo = (int)Math.Round(size.Interactions * before / all);
            foreach (var interaction in OfPerson(people[p], themes, ids, upTo - written))
            {
                yield return interaction;
            }

            written = upTo;
        }
    }

    private IEnumerable<InteractionEntity> OfPerson(string person, int[][] themes, int[] ids, int count)
    {
        var own = Enumerable.Range(0, ThemesEach).Select(_ => themes[(int)(themes.Length * _random.NextDouble() * _random.NextDouble())]).ToArray();
        var at = now.AddDays(-Days * _random.NextDouble());
        var step = (now - at) / (count + 1);
        for (var left = count; left > 0;)
        {
            var theme = own[_random.Next(own.Length)];
            for (var i = Math.Min(left, 1 + _random.Next(LongestSession)); i > 0; i--, left--)
            {
                var among = _random.NextDouble() < OwnThemes ? theme : themes[_random.Next(themes.Length)];
                at += step * (0.2 + _random.NextDouble() * 0.8);
                yield return Action(person, ids[among[(int)(among.Length * Math.Pow(_random.NextDouble(), 3))]], at);
            }
        }
    }

    private InteractionEntity Action(string person, int item, DateTime at)
    {
        var share = _random.NextDouble();
        var kind = Array.Find(Kinds, entry => share < entry.UpTo).Kind;
        return new InteractionEntity
        {
            UserId = person,
            ItemId = item,
            Kind = kind,
            Value = kind == InteractionKind.Dwell ? 3 + (300 * _random.NextDouble()) : kind == InteractionKind.Rating ? 0.5 * (1 + _random.Next(10)) : null,
            AtUtc = at,
            Context = "simulation",
        };
    }
}
