namespace Portal.Domain.Evaluation.Files;

/// <summary>Reads ids, one per line.</summary>
internal static class IdListFile
{
    private static readonly HashSet<string> Headers = new(StringComparer.OrdinalIgnoreCase) { "user", "userid", "user_id", "uid", "item", "itemid", "item_id", "iid", "movieid", "movie_id", "id" };

    public static HashSet<string> Read(EvaluationFiles files, string path)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        var first = true;
        foreach (var (number, text) in files.Open(path))
        {
            FieldReader fields = new(text);
            fields.MoveNext(out var id);
            if (id.IsEmpty || fields.MoveNext(out _))
            {
                throw new EvaluationFileException(path, number, "one id", text);
            }

            if (!first || !Headers.Contains(id.ToString()))
            {
                ids.Add(id.ToString());
            }

            first = false;
        }

        return ids;
    }
}
