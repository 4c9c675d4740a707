using System.Text.RegularExpressions;

namespace Portal.Demo;

/// <summary>Reads the demo's people.</summary>
public static partial class PersonaFile
{
    /// <summary>The personas of a file, by default the one that is shipped, checked against the catalogue.</summary>
    /// <exception cref="InvalidDataException">A line is wrong, or names an item that the catalogue lacks; file, line and field are told.</exception>
    public static IReadOnlyList<Persona> Load(DemoCatalogue catalogue, string? path = null)
    {
        path ??= Path.Combine(DemoCatalogue.Folder, "people", "personas.jsonl");
        var ids = catalogue.Rows.Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        List<string> problems = [];
        List<Persona> personas = [];
        foreach (var (number, persona) in JsonLines.Read<Persona>(path, problems))
        {
            problems.AddRange(Check(persona, ids).Select(problem => JsonLines.Describe(path, number, problem.Field, problem.Message)));
            if (personas.Any(other => other.User == persona.User))
            {
                problems.Add(JsonLines.Describe(path, number, "user", $"'{persona.User}' is taken by an earlier line"));
            }

            personas.Add(persona);
        }

        JsonLines.ThrowIfAny(problems);
        return personas;
    }

    private static IEnumerable<CatalogueProblem> Check(Persona persona, HashSet<string> ids)
    {
        if (!UserName().IsMatch(persona.User))
        {
            yield return new("user", $"'{persona.User}' must be lower-case letters, digits and hyphens");
        }

        if (persona.Name.Length is 0 or > 100)
        {
            yield return new("name", $"has {persona.Name.Length} characters; 1 to 100 are wanted");
        }

        if (persona.About.Length is 0 or > 300)
        {
            yield return new("about", $"has {persona.About.Length} characters; 1 to 300 are wanted");
        }

        foreach (var statement in persona.Statements.Where(statement => statement.Text.Length is 0 or > 2000 || statement.DaysAgo < 0))
        {
            yield return new("statements", $"'{statement.Text}' must have 1 to 2000 characters and daysAgo of at least 0");
        }

        foreach (var id in persona.Likes.Concat(persona.Dislikes).Where(id => !ids.Contains(id)))
        {
            yield return new("likes or dislikes", $"'{id}' is not in the catalogue");
        }

        foreach (var id in persona.Likes.Intersect(persona.Dislikes))
        {
            yield return new("dislikes", $"'{id}' is liked as well");
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex UserName();
}
