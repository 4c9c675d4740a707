using Portal.Data.Entities;
using Portal.Domain.Profiles;
using Portal.Importing.Files;

namespace Portal.Importing;

/// <summary>Makes items, people and interactions of the rows of a file.</summary>
internal sealed class RowReader
{
    private const string DefaultContext = "import";
    private const double LeastStars = 0.5, MostStars = 5, MostSeconds = 7 * 24 * 3600;

    private static readonly Dictionary<string, InteractionKind> Kinds = Names();

    private readonly ImportStep _step;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly int _firstFlag;

    /// <summary>Tells the file which columns are wanted.</summary>
    /// <exception cref="ImportException">A needed one is not there.</exception>
    public RowReader(ImportStep step, TableFile file)
    {
        _step = step;
        List<string> chosen = [];
        foreach (var field in ImportField.Of(step.Subject))
        {
            if (step.Columns.TryGetValue(field.Key, out var column))
            {
                _places[field.Key] = chosen.Count;
                chosen.Add(column);
            }
            else if (field.Needed)
            {
                throw new ImportException($"{step.File.Name}: no column is told to hold the {field.Key}, which every row needs; there are {string.Join(", ", file.Columns)}.");
            }
        }

        _firstFlag = chosen.Count;
        chosen.AddRange(step.GenreFlags);
        if (step.Shape.Kind != TableKind.JsonLines && chosen.Find(column => !file.Columns.Contains(column)) is { } missing)
        {
            throw new ImportException($"{step.File.Name} has no column '{missing}'; it has {string.Join(", ", file.Columns.Select(RowValues.Short).Take(40))}.");
        }

        file.Choose(chosen);
    }

    /// <exception cref="RejectedException">The row is none.</exception>
    public ItemRow Item(Row row)
    {
        ItemRow item = new()
        {
            Id = Id(row, "id"),
            Title = RowValues.Needed(Of(row, "title"), "title", 300),
            Kind = RowValues.OneLine(Of(row, "kind"), "kind", 32)?.ToLowerInvariant(),
            Description = RowValues.Text(Of(row, "description"), "description"),
            Creators = RowValues.List(Of(row, "creators"), "creators", lowerCase: false),
            Genres = _step.GenreFlags.Count > 0 ? Flagged(row) : RowValues.List(Of(row, "genres"), "genres", lowerCase: true),
            Tags = RowValues.List(Of(row, "tags"), "tags", lowerCase: true),
            Year = (int?)RowValues.Number(Of(row, "year"), "year", -5000, 3000),
            PublishedUtc = RowValues.Time(Of(row, "published"), "date of publication"),
            Language = RowValues.OneLine(Of(row, "language"), "language", 16),
            Image = RowValues.Address(Of(row, "image"), "image", 1000),
            Attributes = RowValues.Facts(Of(row, "attributes"), "attributes"),
            Active = RowValues.Truth(Of(row, "active"), "active"),
            Source = RowValues.OneLine(Of(row, "source"), "source", 64),
        };
        return _step.Refine is { } refine ? refine(item) : item;
    }

    /// <exception cref="RejectedException">The row is none.</exception>
    public PersonRow Person(Row row) => new(
        Id(row, "id"),
        RowValues.OneLine(Of(row, "name"), "name", 100),
        RowValues.Time(Of(row, "created"), "time of creation"));

    /// <exception cref="RejectedException">The row is none.</exception>
    public InteractionRow Interaction(Row row)
    {
        var text = Of(row, "value");
        var kind = Of(row, "kind") is { } named ? KindOf(named) : _step.Options.Action ?? (_places.ContainsKey("value") ? InteractionKind.Rating : InteractionKind.Click);
        return new InteractionRow(
            Id(row, "person"),
            Id(row, "item"),
            kind,
            Value(kind, text),
            RowValues.Time(Of(row, "time"), "time"),
            RowValues.OneLine(Of(row, "reason"), "reason", 64),
            RowValues.OneLine(Of(row, "context"), "context", 32) ?? DefaultContext,
            RowValues.Time(Of(row, "retracted"), "time of retraction"),
            RowValues.Time(Of(row, "leftout"), "time of leaving out"));
    }

    private double? Value(InteractionKind kind, string? text)
    {
        var scale = _step.Options.RatingScale;
        return kind switch
        {
            InteractionKind.Rating when text is null => throw new RejectedException(RejectReason.Missing, "There is no rating."),
            InteractionKind.Rating when scale == MostStars => RowValues.Number(text, "rating", LeastStars, MostStars),
            InteractionKind.Rating => Math.Max(LeastStars, RowValues.Number(text, "rating", scale / 1000, scale)!.Value * MostStars / scale),
            InteractionKind.Dwell when text is null => throw new RejectedException(RejectReason.Missing, "There are no seconds of the stay."),
            InteractionKind.Dwell => RowValues.Number(text, "stay in seconds", 0, MostSeconds),
            _ => null,
        };
    }

    private string Id(Row row, string field) => _step.IdPrefix + RowValues.Needed(Of(row, field), field, 160 - _step.IdPrefix.Length);

    private string? Of(Row row, string field) => _places.TryGetValue(field, out var place) && place < row.Values.Length ? row.Values[place] : null;

    private List<string> Flagged(Row row) =>
        [.. _step.GenreFlags.Where((_, i) => row.Values[_firstFlag + i] == "1").Select(name => name.ToLowerInvariant())];

    private static InteractionKind KindOf(string name) => Kinds.TryGetValue(name.ToLowerInvariant(), out var kind)
        ? kind
        : throw new RejectedException(RejectReason.BadValue, $"The kind '{RowValues.Short(name)}' is unknown; there are {string.Join(", ", Enum.GetNames<InteractionKind>())}.");

    private static Dictionary<string, InteractionKind> Names()
    {
        var names = Enum.GetValues<InteractionKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant());
        (string Name, InteractionKind Kind)[] others =
        [
            ("view", InteractionKind.Click), ("open", InteractionKind.Click), ("pv", InteractionKind.Click), ("read", InteractionKind.Click), ("play", InteractionKind.Click),
            ("seen", InteractionKind.Impression), ("rate", InteractionKind.Rating), ("review", InteractionKind.Rating), ("favourite", InteractionKind.Like), ("favorite", InteractionKind.Like),
            ("purchase", InteractionKind.Like), ("buy", InteractionKind.Like), ("wishlist", InteractionKind.Save), ("bookmark", InteractionKind.Save), ("cart", InteractionKind.Save), ("to-read", InteractionKind.Save),
        ];
        foreach (var (name, kind) in others)
        {
            names[name] = kind;
        }

        return names;
    }
}
