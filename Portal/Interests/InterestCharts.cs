using Portal.Domain.Catalogue;
using Portal.Domain.Content;
using Portal.Domain.Retrieval;
using Portal.Domain.ShortTerm;
using Portal.People;

namespace Portal.Interests;

/// <summary>A person's interests as drawings: a map of what lies near what, and how they came and went.</summary>
public sealed class InterestCharts(InterestReader reader)
{
    /// <summary>Interests of the timeline that have a colour of their own; the others share one.</summary>
    public const int TimelineInterests = 5;

    /// <summary>A session that decides less of a list decides nothing that can be told.</summary>
    public const double LeastSessionShare = 0.01;

    private const int MostNear = 150, Weeks = 12;

    // Of the drawing's width and height, so that nothing is cut off at the edge.
    private const double Margin = 0.07;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>The map; null where there are no vectors to make it from, or nothing was liked.</summary>
    public async Task<InterestMapView?> MapAsync(string userId, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(userId, zone, cancellationToken);
        return read is { Reading: { } reading, State.Snapshot.Vectors: { } vectors } && reading.Profile.Interests.Any(interest => interest.Centroid is not null)
            ? await Task.Run(() => Map(read, reading.Profile, vectors), cancellationToken)
            : null;
    }

    /// <summary>The timeline; null where nothing was liked.</summary>
    public async Task<TimelineView?> TimelineAsync(string userId, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var read = await reader.ReadAsync(userId, zone, cancellationToken);
        return read.Reading is { } reading ? await Task.Run(() => Timeline(read, reading.Profile, reading.SessionShare), cancellationToken) : null;
    }

    private static InterestMapView Map(ReadInterests read, InterestProfile profile, IVectorIndex vectors)
    {
        var shares = read.Shares();
        int[] interests = [.. Enumerable.Range(0, profile.Interests.Count).Where(i => profile.Interests[i].Centroid is not null).OrderByDescending(i => shares[i])];
        List<(ItemIndex Item, int Interest)> liked =
        [
            .. interests.Index().SelectMany(entry => profile.Interests[entry.Item].Members.Where(vectors.Has).Select(member => (member, entry.Index))),
        ];
        var near = Near(read, [.. interests.Select(i => profile.Interests[i].Centroid!)], vectors);
        float[][] points =
        [
            .. interests.Select(i => profile.Interests[i].Centroid!),
            .. liked.Concat(near).Select(entry => vectors[entry.Item].ToArray()),
        ];
        var projection = Projection2D.Of(points);
        var (xs, ys) = (Spread(projection.X), Spread(projection.Y));
        return new InterestMapView(
            [.. interests.Select((i, at) => new MapDisc(read.State.Snapshot.Catalogue[read.Members(profile.Interests[i])[0]].Id, read.NameOf(profile.Interests[i]), xs[at], ys[at], shares[i]))],
            Dots(liked, interests.Length),
            Dots(near, interests.Length + liked.Count),
            projection.Kept);

        IReadOnlyList<MapDot> Dots(List<(ItemIndex Item, int Interest)> items, int from) =>
            [.. items.Select((entry, i) => new MapDot(ItemCard.Of(read.State, entry.Item), xs[from + i], ys[from + i], entry.Interest))];
    }

    // As many near each interest, of what may be shown to the person and is not one of their likes.
    private static List<(ItemIndex Item, int Interest)> Near(ReadInterests read, float[][] centroids, IVectorIndex vectors)
    {
        ConstraintFilter filter = new(read.State.Snapshot, read.Person.Rules());
        var taken = read.Person.Liked.Select(opinion => opinion.Item).Concat(read.Person.Withheld).ToHashSet();
        List<(ItemIndex Item, int Interest)> near = [];
        for (var i = 0; i < centroids.Length; i++)
        {
            near.AddRange(vectors.Search(centroids[i], MostNear + taken.Count).Select(hit => hit.Item).Where(item => filter.Allows(item) && taken.Add(item)).Take(MostNear / centroids.Length).Select(item => (item, i)));
        }

        return near;
    }

    private static double[] Spread(IReadOnlyList<double> values)
    {
        var (least, most) = (values.Min(), values.Max());
        return [.. values.Select(value => most > least ? Margin + ((1 - (2 * Margin)) * (value - least) / (most - least)) : 0.5)];
    }

    private static TimelineView Timeline(ReadInterests read, InterestProfile profile, double sessionShare)
    {
        var first = read.Person.Liked.Min(opinion => opinion.At);
        DateTimeOffset[] ends = [.. Enumerable.Range(0, Weeks).Select(back => read.Now - (back * Week)).TakeWhile((end, back) => back == 0 || end >= first).Reverse()];
        var shares = InterestTimeline.Shares(profile, read.Person.Liked, ends, TimeSpan.FromDays(read.Weights.LikeHalfLifeDays));

        // Some time after the last act a session is over, and before that it may have faded; as long as it decides something it is there.
        var present = sessionShare >= LeastSessionShare || read.Session.SinceLast(read.Now) <= Session.DefaultGap;
        var session = present ? read.Session.Recent[..read.Session.Length] : ReadOnlyMemory<ItemWeight>.Empty;
        return new TimelineView(
            [.. profile.Interests.Take(TimelineInterests).Select(read.NameOf), ""],
            [.. ends.Select((end, i) => new TimelineWeek(end.UtcDateTime, Folded(shares[i])))],
            session.IsEmpty ? null : Folded(InterestTimeline.Mix(profile, session.Span)),
            session.Length,
            sessionShare);
    }

    private static double[] Folded(double[] shares)
    {
        var own = Math.Min(TimelineInterests, shares.Length - 1);
        return [.. shares[..own], shares[own..].Sum()];
    }
}
