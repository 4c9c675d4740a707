using System.Text.RegularExpressions;

namespace Portal.Domain.Language.Grammar;

/// <summary>A span of numbers that a text names.</summary>
/// <param name="Start">Where its words begin, with "under" or "at least", in UTF-16 units.</param>
/// <param name="End">Where they end, exclusive.</param>
/// <param name="Subject">The span.</param>
/// <param name="IsBound">Whether it is a limit rather than a flavour ("the eighties").</param>
internal readonly record struct RangeMention(int Start, int End, RangeSubject Subject, bool IsBound);

/// <summary>Finds amounts with their limits: "under two hours", "at least 4 stars", "2-3 hours", "below ten euros".</summary>
internal sealed partial class RangeFinder(Units units, int latestYear)
{
    private const string Most = @"under|below|less than|fewer than|shorter than|smaller than|cheaper than|lower than|(?:no|not|nothing|never)\s+(?:(?:that|which)\s+)?(?:(?:takes?|lasts?|runs?|goes|costs?|needs?|is|are)\s+)?(?:more|longer|over|above|greater|higher|bigger|beyond|exceeding|pricier|dearer)(?:\s+than)?|at most|at the most|up to|maximum(?: of)?|max(?: of)?|a maximum of|within|not exceeding|(?:don't|doesn't|does not|must not|mustn't|shouldn't|can't|won't|should not) (?:exceed|go over|last more than|last longer than|cost more than|take more than|take longer than|run over|run past|run longer than|be longer than|be more than|be over)|capped at|in under|inside|at or below|with at most|<=?|≤";
    private const string Least = @"over|above|more than|longer than|at least|a minimum of|minimum(?: of)?|min(?: of)?|(?:no|not|nothing|never)\s+(?:less|fewer|shorter|under|below|lower|smaller|cheaper)(?:\s+than)?|upwards of|starting at|exceeding|beyond|greater than|higher than|better than|bigger than|north of|from|>=?|≥";
    private const string Roughly = @"(?:\s*\b(?:about|around|roughly|exactly|approximately|say|like|some|the|a|an|rated|of))*";

    private readonly YearFinder _years = new(latestYear);

    /// <summary>The spans from the left; they do not overlap.</summary>
    /// <param name="text">The text in lower case, letter for letter.</param>
    public List<RangeMention> Find(string text)
    {
        List<RangeMention> found = [];
        if (text.AsSpan().IndexOfAnyInRange('0', '9') < 0 && !NumberWord().IsMatch(text))
        {
            return found;
        }

        Add(found, Compounds(text));
        Add(found, Amounts(text));
        Add(found, Ratings(text));
        Add(found, _years.Find(text));
        return [.. found.OrderBy(mention => mention.Start)];
    }

    private static void Add(List<RangeMention> found, IEnumerable<RangeMention> more)
    {
        foreach (var mention in more)
        {
            if (!found.Any(other => other.Start < mention.End && mention.Start < other.End))
            {
                found.Add(mention);
            }
        }
    }

    // "1h30", "1 hour 30", "an hour and a half".
    private IEnumerable<RangeMention> Compounds(string text)
    {
        foreach (Match match in HoursAndMinutes().Matches(text))
        {
            var hours = Quantities.Value(match.Groups["hours"].Value) ?? (match.Groups["hours"].Value is "an" or "a" ? 1 : 0);
            var more = match.Groups["half"].Success ? 30 : match.Groups["quarter"].Success ? 15 : Quantities.Value(match.Groups["minutes"].Value) ?? 0;
            yield return Bounded(text, match, units.NameOf("minutes"), (hours * 60) + more, null);
        }
    }

    private IEnumerable<RangeMention> Amounts(string text)
    {
        foreach (Match match in Amount().Matches(text))
        {
            var unit = match.Groups["unit"].Success ? match.Groups["unit"].Value : match.Groups["sign"].Value;
            if (Quantities.Value(match.Groups["first"].Value) is not { } first || units.Of(unit) is not var (attribute, factor))
            {
                continue;
            }

            var second = match.Groups["second"].Success ? Quantities.Value(match.Groups["second"].Value) : null;
            if (unit is "people" or "person" or "persons" && !text.Contains("game", StringComparison.Ordinal) && !text.Contains("play", StringComparison.Ordinal))
            {
                continue;
            }

            var lower = second is null ? first : first < second && IsMinutes(match.Groups["firstUnit"].Value) && factor == 60 ? first / 60 : first;
            if (match.Groups["first"].Value is "a" or "an" && unit[0] is not 'h' and not 'm')
            {
                continue;
            }

            var bounded = Bounded(text, match, attribute, lower * factor, second * factor);
            if (bounded.Start < match.Index || bounded.End > match.Index + match.Length || second is not null || !(Told().IsMatch(text[(match.Index + match.Length)..]) || TellsPast().IsMatch(text[..match.Index])))
            {
                yield return bounded;
            }
        }

        foreach (Match match in Cost().Matches(text))
        {
            if (Quantities.Value(match.Groups["number"].Value) is { } price)
            {
                var isLeast = match.Groups["least"].Success;
                yield return new RangeMention(match.Index, match.Index + match.Length, new RangeSubject(units.NameOf("price"), isLeast ? price : null, isLeast ? null : price), true);
            }
        }
    }

    // "rated above 4", "a rating of at least 7.5", "8/10 or better".
    private IEnumerable<RangeMention> Ratings(string text)
    {
        // "The rating ought to be four or higher."
        foreach (Match match in RatingShould().Matches(text))
        {
            if (Quantities.Value(match.Groups["number"].Value) is { } value && Suffix(text, match.Index + match.Length, out var end) is var way and not 0)
            {
                yield return new RangeMention(match.Index, end, new RangeSubject(units.NameOf("rating"), way < 0 ? null : value, way < 0 ? value : null), true);
            }
        }

        foreach (Match match in Rating().Matches(text))
        {
            var number = match.Groups["a"].Success ? match.Groups["a"] : match.Groups["b"];
            if (Quantities.Value(number.Value) is { } value)
            {
                var bound = match.Groups["bound"].Value.Trim();
                var isMost = bound.Length > 0 && MostWords().IsMatch(bound);
                var suffix = Suffix(text, match.Index + match.Length, out var end);
                var start = match.Groups["bound"].Success || match.Groups["a"].Success ? match.Index : Prefix(text, match.Index, out isMost) ?? match.Index;
                yield return new RangeMention(start, end, new RangeSubject(units.NameOf("rating"), isMost || suffix < 0 ? null : value, isMost || suffix < 0 ? value : null), true);
            }
        }
    }

    private static RangeMention Bounded(string text, Match match, string attribute, double first, double? second)
    {
        var suffix = Suffix(text, match.Index + match.Length, out var end);
        if (second is { } upper)
        {
            var from = Between().Match(text[..match.Index]);
            return new RangeMention(from.Success ? from.Index : match.Index, end, new RangeSubject(attribute, Math.Min(first, upper), Math.Max(first, upper)), true);
        }

        var start = Prefix(text, match.Index, out var isMost);
        if (start is { } at)
        {
            return new RangeMention(at, end, new RangeSubject(attribute, isMost ? null : first, isMost ? first : null), true);
        }

        if (suffix != 0)
        {
            return new RangeMention(match.Index, end, new RangeSubject(attribute, suffix > 0 ? first : null, suffix > 0 ? null : first), true);
        }

        // A number of players or stars is meant as it is; an amount of time, pages or money alone is what there is at most.
        var isExact = attribute is "players" or "rating" or "seasons" or "episodes";
        var about = AboutAmount().Match(text[..match.Index]);
        return about.Success
            ? new RangeMention(about.Index, end, new RangeSubject(attribute, Math.Round(first * 0.8), Math.Round(first * 1.2)), false)
            : new RangeMention(match.Index, end, new RangeSubject(attribute, isExact ? first : null, first), true);
    }

    // Where the words begin that bound what follows, and which way.
    private static int? Prefix(string text, int before, out bool isMost)
    {
        var head = text[..before];
        var most = MostBefore().Match(head);
        var least = LeastBefore().Match(head);
        isMost = most.Success && (!least.Success || most.Index <= least.Index);
        return isMost ? most.Groups["words"].Index : least.Success ? least.Groups["words"].Index : null;
    }

    // -1: "or less"; 1: "or more"; 0: neither.
    private static int Suffix(string text, int at, out int end)
    {
        var match = SuffixWords().Match(text, at);
        end = match.Success ? match.Index + match.Length : at;
        var trailer = Trailer().Match(text, end);
        end = trailer.Success ? trailer.Index + trailer.Length : end;
        return !match.Success ? 0 : match.Groups["less"].Success ? -1 : 1;
    }

    private static bool IsMinutes(string unit) => unit.StartsWith("min", StringComparison.Ordinal);

    [GeneratedRegex(@"(?:(?<sign>[€$£])\s*(?<first>" + Quantities.Pattern + @")(?:\s*(?:-|–|to|and)\s*[€$£]?\s*(?<second>" + Quantities.Pattern + @"))?)|(?<![\w.])(?<first>" + Quantities.Pattern + @"|an?)(?:[\s-]*(?<firstUnit>minutes?|mins?))?(?:\s*(?:-|–|\bto\b|\band\b|\bor\b)\s*(?<second>" + Quantities.Pattern + @"))?[\s-]*(?<unit>" + Units.Pattern + @")(?![\w])", RegexOptions.CultureInvariant)]
    private static partial Regex Amount();

    [GeneratedRegex(@"(?<![\w.])(?<hours>\d+|an?|" + Quantities.Pattern + @")\s*-?(?:h|hrs?|hours?)(?:\s*(?:and\s+)?(?<minutes>\d{1,2}|fifteen|twenty|thirty|forty|fifty|forty-five)(?:\s*(?:m|mins?|minutes?))?|\s+and\s+(?<half>a\s+half)|\s+and\s+(?<quarter>a\s+quarter))(?!\w)(?!\s*(?:pages|seasons|episodes|euros|stars))", RegexOptions.CultureInvariant)]
    private static partial Regex HoursAndMinutes();

    [GeneratedRegex(@"\b(?:rated|ratings?|scored?|scores|scoring)(?:\s+(?:of|is|at|with))?\s+(?<bound>(?:" + Most + "|" + Least + @")\s+)?(?<a>\d+(?:\.\d+)?)(?:\s*(?:/|out of)\s*(?:5|10))?(?![\w%])|(?<![\w/.])(?<b>\d+(?:\.\d+)?)\s*(?:/|out of)\s*(?:5|10)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Rating();

    [GeneratedRegex(@"\b(?:rating|score)\s+(?:(?:should|must|has to|needs to|ought to)\s+be|is|of)\s+(?<number>" + Quantities.Pattern + @")", RegexOptions.CultureInvariant)]
    private static partial Regex RatingShould();

    [GeneratedRegex(@"(?<![\w])(?<words>" + Most + @")" + Roughly + @"\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex MostBefore();

    [GeneratedRegex(@"(?<![\w])(?<words>" + Least + @")" + Roughly + @"\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex LeastBefore();

    [GeneratedRegex("^(?:" + Most + ")$", RegexOptions.CultureInvariant)]
    private static partial Regex MostWords();

    [GeneratedRegex(@"\G\s*,?\s*(?:(?<less>(?:or|and)\s+(?:less|fewer|under|below|shorter|cheaper|lower)|max(?:imum)?\b|tops\b|at (?:the )?(?:very )?(?:most|outside|max)\b)|(?<more>\+|plus\b|(?:or|and)\s+(?:more|longer|up|upwards?|above|over|better|higher|beyond)\b|minimum\b|min\b|at (?:the )?(?:very )?least\b))", RegexOptions.CultureInvariant)]
    private static partial Regex SuffixWords();

    // "40 minutes late", "two hours ago": something happened.
    [GeneratedRegex(@"^\s*(?:late|ago|away|old|early|later|behind|every|a day|each|of sleep|from (?:here|home)|walk|drive|into|straight|in a row)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Told();

    [GeneratedRegex(@"\b(?:was|were|took|waited|spent|slept|lasted|after|past)\s+(?:\w+\s+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex TellsPast();

    // "shouldn't cost more than 40 a head"
    [GeneratedRegex(@"\b(?:(?:shouldn't|mustn't|can't|won't|don't|not|never)\s+)?(?:cost|costs|costing|pay|spend|spending|price|priced)\b(?:\s+(?:me|us|is|at|should be))*\s+(?:(?<most>under|below|less than|no more than|more than|over|at most|up to|max(?:imum)?)|(?<least>at least))\s+(?<number>\d+(?:[.,]\d+)?)(?![\w%]|\s*(?:" + Units.Pattern + @")\b)(?:\s+(?:a|per) (?:head|person|night|month|ticket|bottle))?", RegexOptions.CultureInvariant)]
    private static partial Regex Cost();

    // "two hours long", "30 euros a head"
    [GeneratedRegex(@"\G[\s-]*(?:long|in length|in total|each|apiece|(?:a|per) (?:head|person|night|ticket|bottle|month|pop|piece))\b", RegexOptions.CultureInvariant)]
    private static partial Regex Trailer();

    [GeneratedRegex(@"\b(?:between|from|anywhere from)\s+(?:about\s+|around\s+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(@"\b(?:about|around|roughly|approximately|circa|more or less|ish)\s+$", RegexOptions.CultureInvariant)]
    private static partial Regex AboutAmount();

    [GeneratedRegex(@"\b(?:half|couple|dozen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|\w+ties|hundred|an?\s+(?:hour|minute)|hour|century|decade|years?)\b", RegexOptions.CultureInvariant)]
    private static partial Regex NumberWord();
}
