namespace Portal.Domain.Sentiment;

/// <summary>Reads the tables that travel inside the program, under <c>Sentiment/Training</c>.</summary>
internal static class TrainingFile
{
    /// <summary>The rows of a table below its heading, split at tabs.</summary>
    public static IEnumerable<string[]> Rows(string name)
    {
        using var stream = typeof(TrainingFile).Assembly.GetManifestResourceStream("Portal.Domain.Sentiment.Training." + name)
            ?? throw new InvalidOperationException($"{name} is missing in the program; it is an embedded resource of Portal.Domain.");
        using StreamReader reader = new(stream);
        reader.ReadLine();
        while (reader.ReadLine() is { } line)
        {
            yield return line.Split('\t');
        }
    }
}
