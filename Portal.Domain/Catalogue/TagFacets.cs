using System.Collections.Frozen;

namespace Portal.Domain.Catalogue;

/// <summary>Tags whose sort is known: tone, pace, length and content warning. Every other tag is a theme.</summary>
public static class TagFacets
{
    /// <summary>How it feels.</summary>
    public static readonly FrozenSet<string> Tones = Set(
        "dark,bleak,warm,funny,whimsical,melancholy,tense,thoughtful,hopeful,eerie,satirical,romantic,epic,playful,gritty,dreamlike,cosy,inspiring,absurd,unsettling");

    /// <summary>How fast it goes.</summary>
    public static readonly FrozenSet<string> Paces = Set("slow-burn,steady,fast-paced");

    /// <summary>How long it is, among its kind.</summary>
    public static readonly FrozenSet<string> Lengths = Set("short,medium-length,long");

    /// <summary>What some people do not want to meet.</summary>
    public static readonly FrozenSet<string> Warnings = Set(
        "violence,gore,sexual content,sexual violence,drug use,suicide,self-harm,child abuse,animal cruelty,war,racism,strong language,disturbing images,body horror,death of a child,domestic abuse");

    /// <summary>Whether a tag says what the item is about, rather than its tone, pace, length or a warning.</summary>
    public static bool IsTheme(string tag) => !Tones.Contains(tag) && !Paces.Contains(tag) && !Lengths.Contains(tag) && !Warnings.Contains(tag);

    private static FrozenSet<string> Set(string list) => list.Split(',').ToFrozenSet(StringComparer.Ordinal);
}
