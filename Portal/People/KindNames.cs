using Microsoft.Extensions.Localization;

namespace Portal.People;

/// <summary>What the kinds of a catalogue are called. A kind without a text of its own is called what the catalogue calls it.</summary>
public static class KindNames
{
    /// <summary>One of the kind: "Film".</summary>
    public static string Kind(this IStringLocalizer<PeopleText> text, string kind) => Find(text, "Kind", kind);

    /// <summary>All of the kind: "Films".</summary>
    public static string Kinds(this IStringLocalizer<PeopleText> text, string kind) => Find(text, "Kinds", kind);

    /// <summary>Name of the kind's icon.</summary>
    public static string Icon(string kind) => kind is "film" or "book" or "series" or "game" ? kind : "tag";

    private static string Find(IStringLocalizer<PeopleText> text, string prefix, string kind)
    {
        if (kind.Length == 0)
        {
            return kind;
        }

        var capital = char.ToUpperInvariant(kind[0]) + kind[1..];
        var found = text[prefix + capital];
        return found.ResourceNotFound ? capital : found.Value;
    }
}
