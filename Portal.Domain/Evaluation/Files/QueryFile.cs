namespace Portal.Domain.Evaluation.Files;

/// <summary>What somebody said and what should be found, as ids.</summary>
internal sealed record QueryLine(string Query, IReadOnlyList<string> Relevant, IReadOnlyList<string> Exclude);

/// <summary>Reads JSON lines of <c>query</c>, <c>relevant</c>, <c>exclude</c>; also <c>input</c>, <c>rec</c>, <c>prev_entity</c>.</summary>
internal static class QueryFile
{
    public static IEnumerable<QueryLine> Read(EvaluationFiles files, string path)
    {
        foreach (var (number, one) in JsonLines.Read(files, path))
        {
            var query = JsonLines.Text(JsonLines.First(one, "query", "input"));
            var relevant = JsonLines.First(one, "relevant", "rec") is { } wanted ? JsonLines.Texts(wanted) : null;
            var exclude = JsonLines.Texts(JsonLines.First(one, "exclude", "prev_entity"));
            yield return query is null || relevant is null || exclude is null
                ? throw new EvaluationFileException(path, number, "'query' (a text), 'relevant' (item ids) and 'exclude' (item ids, may be absent)", one.GetRawText())
                : new QueryLine(query, relevant, exclude);
        }
    }
}
