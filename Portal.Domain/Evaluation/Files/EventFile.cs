using System.Globalization;

namespace Portal.Domain.Evaluation.Files;

/// <summary>How the lines of a hold-out file are to be read.</summary>
public enum EventFileForm
{
    /// <summary>Told from the lines: lists where nobody has two lines and the lines differ in length or have more than four fields.</summary>
    Auto,

    /// <summary><c>user item [rating [timestamp]]</c>, one event per line.</summary>
    Pairs,

    /// <summary><c>user item item …</c>, one person per line.</summary>
    Lists,
}

/// <summary>Reads who used what.</summary>
internal static class EventFile
{
    private const string PairForm = "'user item [rating [timestamp]]'";

    public static EventTable Read(EvaluationFiles files, string path, EventFileForm form = EventFileForm.Auto)
    {
        var lines = HeaderLine.Skip(files.Open(path));
        return (form == EventFileForm.Auto ? Detect(path) : form) == EventFileForm.Lists ? ReadLists(files, path, lines) : ReadPairs(files, path, lines);
    }

    /// <summary>One event per line; two to four fields, the same number on every line.</summary>
    public static EventTable ReadPairs(EvaluationFiles files, string path) => ReadPairs(files, path, HeaderLine.Skip(files.Open(path)));

    /// <summary>Lines of <c>user item</c>, each person's in order of time; more fields are allowed and ignored.</summary>
    public static EventTable ReadSequence(EvaluationFiles files, string path)
    {
        List<Event> rows = [];
        foreach (var (number, text) in HeaderLine.Skip(files.Open(path)))
        {
            FieldReader fields = new(text);
            if (!fields.MoveNext(out var user) || user.IsEmpty || !fields.MoveNext(out var item) || item.IsEmpty)
            {
                throw new EvaluationFileException(path, number, "'user item'", text);
            }

            rows.Add(new Event(files.Users.Add(user), files.Items.Add(item), 1, rows.Count + 1));
        }

        return new EventTable(rows, HasRatings: false, HasTimes: true);
    }

    private static EventTable ReadPairs(EvaluationFiles files, string path, IEnumerable<TextLine> lines)
    {
        List<Event> rows = [];
        var (columns, times) = (0, false);
        foreach (var (number, text) in lines)
        {
            var count = FieldReader.Count(text);
            columns = columns == 0 ? count : columns;
            if (count != columns || count is < 2 or > 4)
            {
                throw new EvaluationFileException(path, number, columns is >= 2 and <= 4 ? string.Create(CultureInfo.InvariantCulture, $"{columns} fields of {PairForm} as on the lines before") : PairForm, text);
            }

            rows.Add(ReadPair(files, path, number, text, count));
            times |= rows[^1].Time != 0;
        }

        return new EventTable(rows, HasRatings: columns >= 3, HasTimes: times);
    }

    private static Event ReadPair(EvaluationFiles files, string path, int number, string text, int count)
    {
        FieldReader fields = new(text);
        fields.MoveNext(out var user);
        fields.MoveNext(out var item);
        if (user.IsEmpty || item.IsEmpty)
        {
            throw new EvaluationFileException(path, number, PairForm, text);
        }

        var (rating, time) = (1f, 0.0);
        if (count >= 3 && (!fields.MoveNext(out var third) || !float.TryParse(third, NumberStyles.Float, CultureInfo.InvariantCulture, out rating) || !float.IsFinite(rating)))
        {
            throw new EvaluationFileException(path, number, "a number as rating, the third field", text);
        }

        if (count == 4 && (!fields.MoveNext(out var fourth) || !double.TryParse(fourth, NumberStyles.Float, CultureInfo.InvariantCulture, out time) || !double.IsFinite(time)))
        {
            throw new EvaluationFileException(path, number, "a number as timestamp, the fourth field", text);
        }

        return new Event(files.Users.Add(user), files.Items.Add(item), rating, time);
    }

    private static EventTable ReadLists(EvaluationFiles files, string path, IEnumerable<TextLine> lines)
    {
        List<Event> rows = [];
        foreach (var (number, text) in lines)
        {
            FieldReader fields = new(text);
            fields.MoveNext(out var user);
            var person = files.Users.Add(user);
            while (fields.MoveNext(out var item))
            {
                if (user.IsEmpty || item.IsEmpty)
                {
                    throw new EvaluationFileException(path, number, "'user item item …' without empty fields", text);
                }

                rows.Add(new Event(person, files.Items.Add(item), 1, 0));
            }
        }

        return new EventTable(rows, HasRatings: false, HasTimes: false);
    }

    private static EventFileForm Detect(string path)
    {
        HashSet<string> users = new(StringComparer.Ordinal);
        int least = int.MaxValue, most = 0;
        foreach (var (_, text) in HeaderLine.Skip(EvaluationFiles.Lines(path)))
        {
            FieldReader fields = new(text);
            fields.MoveNext(out var user);
            if (!users.Add(user.ToString()))
            {
                return EventFileForm.Pairs;
            }

            var count = FieldReader.Count(text);
            (least, most) = (Math.Min(least, count), Math.Max(most, count));
        }

        return most > 4 || (most > 0 && least != most) ? EventFileForm.Lists : EventFileForm.Pairs;
    }
}
