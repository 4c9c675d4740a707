namespace Portal.Demo;

/// <summary>Reads one file of the demo catalogue.</summary>
public static class CatalogueFile
{
    /// <summary>The rows of a file, in its order.</summary>
    /// <exception cref="InvalidDataException">A line is not a valid row; the message names file, line and field of each problem.</exception>
    public static IReadOnlyList<CatalogueRow> Read(string path)
    {
        List<string> problems = [];
        List<CatalogueRow> rows = [];
        foreach (var line in JsonLines.Read<CatalogueRow>(path, problems))
        {
            rows.Add(line.Value);
            problems.AddRange(CatalogueRules.Check(line.Value).Select(problem => JsonLines.Describe(path, line.Number, problem.Field, problem.Message)));
        }

        JsonLines.ThrowIfAny(problems);
        return rows;
    }
}
