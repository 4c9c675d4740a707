using Portal.Domain.Catalogue;
using Portal.Domain.Profiles;

namespace Portal.Domain.Content;

/// <summary>How a person's likes were divided among their interests at earlier times, and what they took to in a session is.</summary>
/// <remarks>Seen from today: by the opinions that they still hold and the interests that these make up.</remarks>
public static class InterestTimeline
{
    /// <summary>Shares at some instants, by the opinions there were by then, each faded by its age.</summary>
    /// <param name="profile">The interests.</param>
    /// <param name="liked">What the person took to.</param>
    /// <param name="at">The instants.</param>
    /// <param name="halfLife">After which an opinion counts half, above 0.</param>
    /// <returns>For each instant the share of each interest in the order of the profile and, last, of what belongs to none; they sum to 1, or are all 0 where there was no opinion.</returns>
    public static double[][] Shares(InterestProfile profile, IReadOnlyList<Opinion> liked, IReadOnlyList<DateTimeOffset> at, TimeSpan halfLife)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(halfLife, TimeSpan.Zero);
        int[] homes = [.. liked.Select(opinion => profile.HomeOf(opinion.Item) ?? profile.Interests.Count)];
        var shares = new double[at.Count][];
        for (var t = 0; t < at.Count; t++)
        {
            var sums = shares[t] = new double[profile.Interests.Count + 1];
            for (var i = 0; i < liked.Count; i++)
            {
                if (liked[i].At <= at[t])
                {
                    sums[homes[i]] += liked[i].Strength * Math.Pow(2, -((at[t] - liked[i].At) / halfLife));
                }
            }

            Normalise(sums);
        }

        return shares;
    }

    /// <summary>The same for what the person took to in a session.</summary>
    /// <param name="profile">The interests.</param>
    /// <param name="taken">The items and how much each says, above 0.</param>
    public static double[] Mix(InterestProfile profile, ReadOnlySpan<ItemWeight> taken)
    {
        var sums = new double[profile.Interests.Count + 1];
        foreach (var (item, weight) in taken)
        {
            sums[profile.HomeOf(item) ?? profile.Interests.Count] += weight;
        }

        Normalise(sums);
        return sums;
    }

    private static void Normalise(double[] sums)
    {
        var total = sums.Sum();
        for (var i = 0; i < sums.Length && total > 0; i++)
        {
            sums[i] /= total;
        }
    }
}
