using System.Reflection;

namespace Portal.Domain.Language.Linking;

/// <summary>The lists of words that travel inside the assembly.</summary>
internal static class WordList
{
    /// <summary>The lines of a list, without comments and blank ones.</summary>
    /// <param name="name">The file's name, e.g. <c>cues.txt</c>.</param>
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Portal.Domain.Language." + name)
            ?? throw new InvalidOperationException($"The assembly lacks its word list '{name}'.");
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
