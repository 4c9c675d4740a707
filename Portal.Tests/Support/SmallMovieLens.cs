using System.Globalization;
using System.Text.Json;

namespace Portal.Tests.Support;

/// <summary>The small MovieLens set of the shared data folder, read for the deterministic splits of the evaluation contract.</summary>
internal static class SmallMovieLens
{
    public const string Folder = "ml-latest-small";

    /// <summary>One rating.</summary>
    public readonly record struct Rating(int User, int Movie, double Stars, long Seconds);

    /// <summary>All ratings, in the order of the file.</summary>
    public static List<Rating> Ratings() =>
        [.. File.ReadLines(Path.Combine(Repository.SharedData, Folder, "ratings.csv")).Skip(1).Select(line =>
        {
            var fields = line.Split(',');
            return new Rating(
                int.Parse(fields[0], CultureInfo.InvariantCulture),
                int.Parse(fields[1], CultureInfo.InvariantCulture),
                double.Parse(fields[2], CultureInfo.InvariantCulture),
                long.Parse(fields[3], CultureInfo.InvariantCulture));
        })];

    /// <summary>Title without year, genres, cast and article of each movie that has an article.</summary>
    public static Dictionary<int, string> Texts()
    {
        Dictionary<int, string> texts = [];
        foreach (var line in File.ReadLines(Path.Combine(Repository.SharedData, Folder, "movies_text.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.TryGetProperty("wikipedia_extract", out var extract))
            {
                var title = root.GetProperty("title").GetString()!;
                var year = title.LastIndexOf(" (", StringComparison.Ordinal);
                texts[root.GetProperty("movie_id").GetInt32()] =
                    $"{(year > 0 ? title[..year] : title)} {Joined(root, "genres")} {Joined(root, "cast")} {extract.GetString()}";
            }
        }

        return texts;

        static string Joined(JsonElement root, string name) => root.TryGetProperty(name, out var list) ? string.Join(' ', list.EnumerateArray().Select(one => one.GetString())) : "";
    }

    /// <summary>nDCG@10 of one ranking, binary relevance; ties and unknowns as the contract says.</summary>
    public static double NdcgAt10(int[] ranked, IReadOnlySet<int> relevant)
    {
        double gain = 0, ideal = 0;
        for (var rank = 0; rank < 10; rank++)
        {
            var discount = 1 / Math.Log2(rank + 2);
            gain += rank < ranked.Length && relevant.Contains(ranked[rank]) ? discount : 0;
            ideal += rank < relevant.Count ? discount : 0;
        }

        return gain / ideal;
    }
}
