using System.Globalization;
using System.Text.Json;
using Portal.Domain.Evaluation.Files;

namespace Portal.Domain.Evaluation.Loading;

/// <summary>
/// S7: the test turns of ReDial (Li et al. 2018; ids of He et al. 2023). Films get the texts and the likes of ml-latest-small where
/// title and year (± 1) agree.
/// </summary>
internal static class ConversationSplit
{
    public static EvaluationTask Load(string folder, LoadOptions options)
    {
        var (dialogues, films) = (Path.Combine(folder, "redial"), Path.Combine(folder, "ml-latest-small"));
        EvaluationFiles files = new();
        var catalogue = ReadIds(files, Path.Combine(dialogues, "item_ids.json"));
        var titles = CsvFile.Read(files, Path.Combine(dialogues, "item_titles.csv"), columns: 4).Where(row => catalogue.Contains(row.Fields[0])).ToDictionary(row => row.Fields[0], row => (Title: row.Fields[1], Year: row.Fields[2]));

        // The films' own ids must not be mixed with those of the dialogues, so they are read apart.
        EvaluationFiles apart = new();
        var ratings = EventFile.ReadPairs(apart, Path.Combine(films, "ratings.csv"));
        var texts = ItemFile.Read(apart, Path.Combine(films, "movies_text.jsonl"));
        FilmIndex index = new(texts.Values.Select(line => line.Item), Popularity(apart, ratings));
        Dictionary<string, ItemLine> items = new(StringComparer.Ordinal);
        Dictionary<string, (string Item, bool Dated)> itemOf = new(StringComparer.Ordinal);
        foreach (var id in catalogue)
        {
            var (title, year) = titles.GetValueOrDefault(id, (id, ""));
            var known = int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var when) ? when : 0;
            var film = index.Find(title, known);
            items[id] = Join(id, title, known, film is null ? null : texts[film]);

            // Likes go to one item: the one whose year agrees, else the lowest id.
            if (film is not null && (!itemOf.TryGetValue(film, out var other) || (known > 0 && !other.Dated)))
            {
                itemOf[film] = (id, known > 0);
            }
        }

        var likes = Carry(apart, ratings.Likes(options.Like), files, itemOf);
        var described = items.Values.Count(line => line.IsDescribed);
        return TextLoader.From(files, items, likes, QueryFile.Read(files, Path.Combine(dialogues, "test.jsonl")), options,
        [
            FormattableString.Invariant($"Texts are joined from ml-latest-small by title and year ± 1: {described} of {items.Count} items have a description."),
            FormattableString.Invariant($"Behaviour carries over: {likes.Rows.Count} likes (ratings of at least 4) of {itemOf.Count} films, people of ml-latest-small, in order of time."),
        ]) with { DataHash = Combine(files, apart) };
    }

    // Ascending, so that the lowest id comes first wherever a choice is made.
    private static List<string> ReadIds(EvaluationFiles files, string path)
    {
        var text = string.Concat(files.Open(path).Select(line => line.Text));
        try
        {
            return [.. JsonSerializer.Deserialize<int[]>(text)!.Distinct().Order().Select(id => id.ToString(CultureInfo.InvariantCulture))];
        }
        catch (JsonException)
        {
            throw new EvaluationFileException(path, 1, "a JSON list of whole numbers", text);
        }
    }

    private static Dictionary<string, int> Popularity(EvaluationFiles files, EventTable ratings) =>
        ratings.Rows.CountBy(row => row.Item).ToDictionary(one => files.Items[one.Key], one => one.Value, StringComparer.Ordinal);

    private static ItemLine Join(string id, string title, int year, ItemLine? film)
    {
        var shown = year > 0 ? FormattableString.Invariant($"{title} ({year})") : title;
        return film is null
            ? new ItemLine(new EvaluatedItem(id, shown, "", []), IsDescribed: false)
            : new ItemLine(new EvaluatedItem(id, shown, film.Item.Text, film.Item.Tags) { Creators = film.Item.Creators }, film.IsDescribed);
    }

    private static EventTable Carry(EvaluationFiles from, EventTable likes, EvaluationFiles to, Dictionary<string, (string Item, bool Dated)> itemOf)
    {
        List<Event> rows = [];
        foreach (var row in likes.Rows)
        {
            if (itemOf.TryGetValue(from.Items[row.Item], out var item))
            {
                rows.Add(row with { User = to.Users.Add(from.Users[row.User]), Item = to.Items.Add(item.Item) });
            }
        }

        return likes with { Rows = rows };
    }

    private static string Combine(EvaluationFiles first, EvaluationFiles second) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Convert.FromHexString(first.Hash + second.Hash)));
}
