namespace Portal.Domain.Sentiment;

/// <summary>The words of a name, without its article.</summary>
/// <param name="First">Its first word.</param>
/// <param name="End">The word after its last.</param>
internal readonly record struct NameSpan(int First, int End);

/// <summary>Finds what a word judges by how the two stand to each other.</summary>
internal sealed class AspectPatterns(AspectText words)
{
    private const int LongestName = 3, MostListed = 5;

    /// <summary>The names that the word at a place judges in one of its uses; none where it judges the whole.</summary>
    public IEnumerable<NameSpan> Judged(int at, OpinionKind kind) => kind switch
    {
        OpinionKind.Like or OpinionKind.About => [.. Objects(words.OpinionEnd(at)) is var objects && objects.Any() ? objects : Told(at)],
        OpinionKind.Do or OpinionKind.Help => [.. Subjects(SkipBack(at - 1)) is var subjects && subjects.Any() ? subjects : Told(at)],
        OpinionKind.Noun => OfNoun(at),
        _ => OfAdjective(at),
    };

    /// <summary>The name at the head of a part of a sentence that says something of it: "the battery …".</summary>
    /// <param name="first">The first word of the part.</param>
    public NameSpan? Headed(int first)
    {
        while (words.RoleOf(first) == WordRole.And || (first < words.Count && Stretches.IsTurn(words.Words[first].Text)))
        {
            first++;
        }

        var isNamed = words.RoleOf(first) == WordRole.Determiner;
        return NameAt(isNamed ? first + 1 : first) is { } name && !words.IsGeneric(name) && words.RoleOf(name.End) is WordRole.Being or WordRole.Degree or WordRole.Other or WordRole.Preposition && !words.HasBreak(name.End, AspectText.Marks + ",")
            ? name
            : null;
    }

    /// <summary>The names that end before a place, as what is said there is said of them.</summary>
    public IEnumerable<NameSpan> Before(int at) => Subjects(at - 1);

    private IEnumerable<NameSpan> OfAdjective(int at)
    {
        // "Good: the soundtrack. Story: poor."
        if (words.HasBreak(words.OpinionEnd(at), ":") && words.OpinionEnd(at) < words.Count && words.HasBreak(at, AspectText.Marks))
        {
            return Objects(words.OpinionEnd(at), isAfterMark: true);
        }

        if (at > 0 && words.HasBreak(at, ":") && words.HasBreak(words.OpinionEnd(at), AspectText.Marks))
        {
            return Subjects(at - 1);
        }

        // "great cast", "funny and clever dialogue"
        var next = words.OpinionEnd(at);
        while (next < words.Count && !words.HasBreak(next, AspectText.Marks) && words.RoleOf(next) is WordRole.Opinion && words.UsesOf(next).Any(use => use.Kind == OpinionKind.Adj))
        {
            next = words.OpinionEnd(next);
        }

        if (next < words.Count && words.RoleOf(next) == WordRole.And && words.RoleOf(next + 1) == WordRole.Opinion && words.UsesOf(next + 1).Any(use => use.Kind == OpinionKind.Adj) && words.RoleOf(words.OpinionEnd(next + 1)) == WordRole.Name)
        {
            next = words.OpinionEnd(next + 1);
        }

        if (NameAt(next) is { } attributed && !words.HasBreak(next, AspectText.Marks + ","))
        {
            return PartOf(attributed);
        }

        return Described(at);
    }

    // "what I liked most was the humour", "what lets it down is the translation"
    private IEnumerable<NameSpan> Told(int at)
    {
        var isAsked = Enumerable.Range(Math.Max(0, at - 3), Math.Min(3, at)).Any(i => words.Words[i].Text is "what" or "thing" or "part" or "bit");
        for (var i = words.OpinionEnd(at); isAsked && i < Math.Min(words.Count, words.OpinionEnd(at) + 4) && !words.IsTurn(i); i++)
        {
            if (words.RoleOf(i) == WordRole.Being && words.RoleOf(i + 1) == WordRole.Determiner)
            {
                return Objects(i + 1);
            }
        }

        return [];
    }

    // "the best part is the soundtrack", "the worst thing about it is the menu"
    private IEnumerable<NameSpan> PartOf(NameSpan name)
    {
        if (!words.IsGeneric(name))
        {
            return [name];
        }

        for (var i = name.End; i < Math.Min(words.Count, name.End + 4) && !words.IsTurn(i); i++)
        {
            if (words.RoleOf(i) == WordRole.Being && words.RoleOf(i + 1) == WordRole.Determiner)
            {
                return Objects(i + 1);
            }
        }

        return [];
    }

    // "the ending was a let-down", "the highlight is the soundtrack", "a mess of a plot"
    private IEnumerable<NameSpan> OfNoun(int at)
    {
        var end = words.OpinionEnd(at);
        if (words.RoleOf(end) == WordRole.Being && !words.HasBreak(end, AspectText.Marks) && words.RoleOf(end + 1) == WordRole.Determiner)
        {
            return Objects(end + 1);
        }

        if (words.RoleOf(end) == WordRole.Preposition && end < words.Count && words.Words[end].Text == "of" && words.RoleOf(end + 1) == WordRole.Determiner && NameAt(end + 2) is { } of)
        {
            return words.IsGeneric(of) ? [] : [of];
        }

        return Described(at);
    }

    // "the controls feel clunky", "food cold", "found the plot thin"
    private IEnumerable<NameSpan> Described(int at)
    {
        var before = SkipBack(at - 1);
        if (words.RoleOf(before) == WordRole.Being && !words.HasBreak(before + 1, AspectText.Marks + ","))
        {
            while (words.RoleOf(before) is WordRole.Being or WordRole.Degree or WordRole.Negation && !words.HasBreak(before, AspectText.Marks))
            {
                before--;
            }

            return words.HasBreak(before + 1, AspectText.Marks) ? [] : Subjects(before);
        }

        // "clean and comfortable": the same as the word it is joined with.
        if (words.RoleOf(before) == WordRole.And || (before == at - 1 && words.HasBreak(at, ",")))
        {
            var joined = words.RoleOf(before) == WordRole.And ? SkipBack(before - 1) : before;
            while (words.RoleOf(joined) == WordRole.WithinOpinion)
            {
                joined--;
            }

            return words.RoleOf(joined) == WordRole.Opinion && words.UsesOf(joined).Any(use => use.Kind is OpinionKind.Adj or OpinionKind.Noun) && !words.HasBreak(at, AspectText.Marks) ? Described(joined) : [];
        }

        var isLast = words.OpinionEnd(at) >= words.Count || words.IsTurn(words.OpinionEnd(at)) || words.HasBreak(words.OpinionEnd(at), ",") || words.RoleOf(words.OpinionEnd(at)) is WordRole.And or WordRole.Preposition;
        return isLast && words.RoleOf(before) == WordRole.Name && !words.HasBreak(before + 1, AspectText.Marks + ",") ? Subjects(before) : [];
    }

    /// <summary>Back over what may stand between a name and its verb or adjective, within the thought.</summary>
    private int SkipBack(int at)
    {
        while (at >= 0 && !words.HasBreak(at + 1, AspectText.Marks) && (words.RoleOf(at) is WordRole.Degree or WordRole.Negation || (words.RoleOf(at) == WordRole.Determiner && words.RoleOf(at - 1) is WordRole.Being or WordRole.Degree)))
        {
            at--;
        }

        return at;
    }

    /// <summary>The names that end at a place as the subject of what follows, with those listed beside them.</summary>
    private IEnumerable<NameSpan> Subjects(int last)
    {
        // "a story that drags"
        if (last > 0 && words.Words[last].Text is "that" or "which" or "who" && words.RoleOf(last - 1) == WordRole.Name)
        {
            last--;
        }

        if (last < 0 || words.RoleOf(last) != WordRole.Name)
        {
            // "the walk itself is stunning"
            if (!(last > 0 && words.Words[last].Text is "itself" or "themselves" && words.RoleOf(last - 1) == WordRole.Name))
            {
                return [];
            }

            last--;
        }

        var name = NameEndingAt(last);

        // "the pacing in the second half": the pacing.
        while (name.First > 1 && HeadOf(name) is { } head)
        {
            name = head;
        }

        List<NameSpan> names = [name];
        while (names.Count < MostListed && Listed(names[^1]) is { } further)
        {
            names.Add(further);
        }

        var first = names[^1].First - (words.RoleOf(names[^1].First - 1) == WordRole.Determiner ? 1 : 0);
        var isWholeList = first == 0 || words.IsTurn(first);
        return (isWholeList ? names : [name]).Where(one => !words.IsGeneric(one)).Reverse();
    }

    private NameSpan? HeadOf(NameSpan name)
    {
        var at = name.First - 1;
        while (at > 0 && !words.HasBreak(at + 1, AspectText.Marks) && words.RoleOf(at) is WordRole.Determiner or WordRole.Opinion)
        {
            at--;
        }

        return at > 0 && words.RoleOf(at) == WordRole.Preposition && words.RoleOf(at - 1) == WordRole.Name && !words.HasBreak(at, AspectText.Marks + ",") && !words.HasBreak(at + 1, AspectText.Marks + ",")
            ? NameEndingAt(at - 1)
            : null;
    }

    // The name before, where both are joined by "and" or a comma.
    private NameSpan? Listed(NameSpan name)
    {
        var start = name.First - (words.RoleOf(name.First - 1) is WordRole.Determiner ? 1 : 0);
        var before = words.RoleOf(start - 1) == WordRole.And ? start - 2 : words.HasBreak(start, ",") && start > 0 ? start - 1 : -1;
        return before >= 0 && words.RoleOf(before) == WordRole.Name && !words.HasBreak(before + 1, AspectText.Marks) ? NameEndingAt(before) : null;
    }

    private NameSpan NameEndingAt(int last)
    {
        var first = last;
        while (first > 0 && last - first < LongestName - 1 && words.RoleOf(first - 1) == WordRole.Name && !words.HasBreak(first, AspectText.Marks + ","))
        {
            first--;
        }

        return new NameSpan(first, last + 1);
    }

    /// <summary>The names from a place on that are the object of what is before, with those listed beside them.</summary>
    private IEnumerable<NameSpan> Objects(int at, bool isAfterMark = false)
    {
        List<NameSpan> names = [];
        while (names.Count < MostListed && at < words.Count && (!words.HasBreak(at, AspectText.Marks) || (isAfterMark && names.Count == 0)))
        {
            var start = at;
            while (start < words.Count && words.RoleOf(start) is WordRole.Determiner or WordRole.Degree && (start == at || !words.HasBreak(start, AspectText.Marks + ",")))
            {
                start++;
            }

            // "hated the slow pacing": the pacing. "…, great cast" has a word of its own.
            while (names.Count == 0 && words.RoleOf(start) == WordRole.Opinion && words.RoleOf(words.OpinionEnd(start)) == WordRole.Name && !words.HasBreak(words.OpinionEnd(start), AspectText.Marks + ","))
            {
                start = words.OpinionEnd(start);
            }

            if (NameAt(start) is not { } name || (names.Count > 0 && IsBegun(name.End)))
            {
                break;
            }

            names.Add(name);
            at = name.End;
            if (words.RoleOf(at) == WordRole.And && at < words.Count)
            {
                at++;
            }
            else if (at >= words.Count || !words.HasBreak(at, ","))
            {
                break;
            }
        }

        return names.Where(name => !words.IsGeneric(name));
    }

    // "…, and the pacing was good": a sentence of its own.
    private bool IsBegun(int end) => end < words.Count && !words.HasBreak(end, AspectText.Marks + ",") && words.RoleOf(end) is WordRole.Being or WordRole.Degree or WordRole.Opinion;

    private NameSpan? NameAt(int first)
    {
        var end = first;
        while (end < words.Count && end - first < LongestName && words.RoleOf(end) == WordRole.Name && (end == first || !words.HasBreak(end, AspectText.Marks + ",")))
        {
            end++;
        }

        // "sense of place"
        if (end > first && end + 1 < words.Count && words.Words[end].Text == "of" && words.RoleOf(end + 1) == WordRole.Name && words.Words[end - 1].Text is "sense" or "use" or "choice" or "kind" or "sort" or "lot" or "end" or "start" && !words.HasBreak(end, AspectText.Marks + ","))
        {
            end += 2;
        }

        return end > first ? new NameSpan(first, end) : null;
    }
}
