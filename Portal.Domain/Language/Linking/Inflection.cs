using System.Text;

namespace Portal.Domain.Language.Linking;

/// <summary>Leads English words back to one form, so that a catalogue's words are known in any inflection and in either spelling.</summary>
internal static class Inflection
{
    // British spellings that no rule tells.
    private static readonly Dictionary<string, string> Spellings = new(StringComparer.Ordinal)
    {
        ["grey"] = "gray", ["cosy"] = "cozy", ["mum"] = "mom", ["mummy"] = "mommy", ["programme"] = "program", ["catalogue"] = "catalog", ["dialogue"] = "dialog",
        ["theatre"] = "theater", ["centre"] = "center", ["fibre"] = "fiber", ["litre"] = "liter", ["metre"] = "meter", ["jewellery"] = "jewelry", ["tyre"] = "tire", ["pyjama"] = "pajama",
        ["chilli"] = "chili", ["yoghurt"] = "yogurt", ["doughnut"] = "donut", ["sceptical"] = "skeptical", ["storey"] = "story", ["aeroplane"] = "airplane", ["maths"] = "math",
        ["defence"] = "defense", ["offence"] = "offense", ["licence"] = "license", ["practise"] = "practice", ["manoeuvre"] = "maneuver", ["mould"] = "mold", ["draught"] = "draft",
        ["plough"] = "plow", ["artefact"] = "artifact", ["whisky"] = "whiskey", ["judgement"] = "judgment", ["whodunnit"] = "whodunit", ["favourite"] = "favorite", ["aluminium"] = "aluminum",
        ["moustache"] = "mustache", ["omelette"] = "omelet", ["enquiry"] = "inquiry", ["archaeology"] = "archeology", ["paediatric"] = "pediatric", ["encyclopaedia"] = "encyclopedia",
    };

    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["children"] = "child", ["men"] = "man", ["women"] = "woman", ["people"] = "person", ["mice"] = "mouse", ["feet"] = "foot", ["teeth"] = "tooth", ["geese"] = "goose",
        ["wolves"] = "wolf", ["knives"] = "knife", ["lives"] = "life", ["wives"] = "wife", ["elves"] = "elf", ["thieves"] = "thief", ["heroes"] = "hero", ["leaves"] = "leaf", ["halves"] = "half",
        ["dying"] = "die", ["lying"] = "lie", ["series"] = "series", ["news"] = "news", ["movies"] = "movie", ["zombies"] = "zombie", ["cookies"] = "cookie", ["pies"] = "pie", ["ties"] = "tie",
        ["chillies"] = "chili", ["chilies"] = "chili", ["chilis"] = "chili", ["hippies"] = "hippie", ["selfies"] = "selfie", ["indies"] = "indie", ["foodies"] = "foodie", ["genies"] = "genie", ["drawn"] = "draw", ["written"] = "write", ["told"] = "tell",
        ["fought"] = "fight", ["sung"] = "sing", ["sang"] = "sing", ["swum"] = "swim", ["ridden"] = "ride", ["drunk"] = "drink", ["stolen"] = "steal", ["taught"] = "teach",
    };

    private static readonly HashSet<string> EndingInOur = new(StringComparer.Ordinal) { "four", "hour", "tour", "pour", "sour", "your", "our", "flour", "detour", "contour", "velour", "glamour", "devour", "scour", "parkour" };

    /// <summary>The form by which words are compared: singular, present, American.</summary>
    /// <param name="word">Lower-cased.</param>
    public static string Key(string word)
    {
        if (word.Length < 3 || char.IsDigit(word[0]))
        {
            return word;
        }

        return American(Base(Fold(word)));
    }

    /// <summary>The word without plural, past or present participle; itself where it has none.</summary>
    public static string Base(string word)
    {
        if (Irregular.TryGetValue(word, out var irregular))
        {
            return irregular;
        }

        if (word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("s'", StringComparison.Ordinal))
        {
            word = word[..^2] + (word[^1] == '\'' ? "s" : "");
        }

        if (word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i' or '\''))
        {
            var singular = Singular(word);
            return singular.EndsWith("ing", StringComparison.Ordinal) ? Base(singular) : singular;
        }

        if (word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal))
        {
            return WithoutSuffix(word[..^3]) ?? word;
        }

        return word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) && word[^3] != 'e' ? WithoutSuffix(word[..^2]) ?? word : word;
    }

    /// <summary>Words that a word may derive from or lead to: <c>scary</c> → <c>scare</c>, <c>thriller</c> → <c>thrill</c>. In the form of <see cref="Key"/>.</summary>
    public static IEnumerable<string> Relatives(string key)
    {
        foreach (var (suffix, endings) in Derivations)
        {
            if (key.Length >= suffix.Length + 3 && key.EndsWith(suffix, StringComparison.Ordinal))
            {
                var stem = key[..^suffix.Length];
                foreach (var ending in endings)
                {
                    yield return stem + ending;
                }

                if (stem.Length > 3 && stem[^1] == stem[^2])
                {
                    yield return stem[..^1];
                }
            }
        }
    }

    private static readonly (string Suffix, string[] Endings)[] Derivations =
    [
        ("iness", ["y"]), ("ness", [""]), ("ily", ["y"]), ("ly", ["", "le"]), ("ier", ["y"]), ("iest", ["y"]), ("er", ["", "e"]), ("est", ["", "e"]), ("ish", ["", "e"]), ("y", ["", "e"]),
        ("ful", [""]), ("less", [""]), ("ent", ["ence"]), ("ence", ["ent"]), ("ant", ["ance"]), ("ance", ["ant"]), ("ity", ["", "e"]), ("ical", ["y", "ic"]), ("ist", ["", "y", "e", "ism"]), ("ism", ["", "ist"]),
        ("ation", ["e", "ate"]), ("ion", ["", "e"]), ("ic", ["", "y", "ics"]), ("ment", [""]), ("an", ["", "a"]), ("ed", ["", "e"]), ("th", [""]),
    ];

    private static string Singular(string word)
    {
        if (word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4)
        {
            return word[..^3] + "y";
        }

        var ends = word.AsSpan(0, word.Length - 1);
        return word.EndsWith("es", StringComparison.Ordinal) && word.Length > 4
            && (ends[..^1].EndsWith("s") || ends[..^1].EndsWith("x") || ends[..^1].EndsWith("z") || ends[..^1].EndsWith("ch") || ends[..^1].EndsWith("sh"))
            && !EnglishWords.IsListed(word[..^1])
            ? word[..^2]
            : word[..^1];
    }

    private static string? WithoutSuffix(string stem)
    {
        if (!stem.Any(IsVowel) || stem.Length < 2)
        {
            return null;
        }

        if (stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('s' or 'l' or 'z' or 'f'))
        {
            return stem[..^1];
        }

        if (stem[^1] == 'i')
        {
            return stem[..^1] + "y";
        }

        var isShort = stem[^1] is not ('w' or 'x' or 'y') && !IsVowel(stem[^1]) && IsVowel(stem[^2]) && (stem.Length < 3 || !IsVowel(stem[^3]));
        if (isShort && EnglishWords.IsListed(stem + "e") && (stem.Length < 5 || !EnglishWords.IsListed(stem)))
        {
            return stem + "e";
        }

        if (EnglishWords.IsListed(stem))
        {
            return stem;
        }

        if (stem[^1] == stem[^2] && EnglishWords.IsListed(stem[..^1]))
        {
            return stem[..^1];
        }

        return EnglishWords.IsListed(stem + "e") ? stem + "e" : null;
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static string American(string word)
    {
        if (Spellings.TryGetValue(word, out var other))
        {
            return other;
        }

        if (word.Length > 4 && word.EndsWith("our", StringComparison.Ordinal) && !EndingInOur.Contains(word))
        {
            return word[..^2] + "r";
        }

        foreach (var (british, american) in Pairs)
        {
            if (word.Length > british.Length + 3 && word.EndsWith(british, StringComparison.Ordinal))
            {
                return word[..^british.Length] + american;
            }
        }

        return word;
    }

    private static readonly (string British, string American)[] Pairs =
    [
        ("isation", "ization"), ("iser", "izer"), ("ise", "ize"), ("yse", "yze"), ("ourful", "orful"), ("ourless", "orless"), ("oured", "ored"), ("ouring", "oring"), ("ourite", "orite"), ("ourous", "orous"),
        ("elled", "eled"), ("elling", "eling"), ("eller", "eler"), ("ellist", "elist"),
    ];

    private static string Fold(string word)
    {
        if (Ascii.IsValid(word))
        {
            return word;
        }

        StringBuilder folded = new(word.Length);
        foreach (var letter in word.Replace('’', '\'').Normalize(NormalizationForm.FormD))
        {
            if (char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                folded.Append(letter);
            }
        }

        return folded.ToString();
    }
}
