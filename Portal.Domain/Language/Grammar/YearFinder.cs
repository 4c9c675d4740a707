using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Domain.Catalogue;

namespace Portal.Domain.Language.Grammar;

/// <summary>Finds years, decades and centuries, with their limits: "after 2010", "the late eighties", "pre-1960".</summary>
internal sealed partial class YearFinder(int latestYear)
{
    private static readonly string[] Tens = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

    private static readonly string[] Ordinals = ["fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth", "twenty-first"];

    /// <summary>The spans from the left.</summary>
    /// <param name="text">The text in lower case, letter for letter.</param>
    public IEnumerable<RangeMention> Find(string text) =>
        Spans(text).Concat(Recent(text)).Concat(Decades(text)).Concat(Centuries(text)).Concat(Years(text)).Where(mention => mention.Subject is not null);

    private static IEnumerable<RangeMention> Spans(string text)
    {
        foreach (Match match in Span().Matches(text))
        {
            var (first, second) = (Number(match.Groups["first"]), Number(match.Groups["second"]));
            second = second < 100 ? (first / 100 * 100) + second : second;
            if (first < second)
            {
                yield return Mention(match.Index, match.Index + match.Length, first, second, true);
            }
        }
    }

    // "from the last ten years": counted from the newest item, because a statement has no clock.
    private IEnumerable<RangeMention> Recent(string text)
    {
        foreach (Match match in latestYear > 0 ? LastYears().Matches(text) : Enumerable.Empty<Match>())
        {
            var number = match.Groups["number"].Value;
            var years = match.Groups["decade"].Success ? 10 : number is "few" or "couple of" or "" ? 3 : Quantities.Value(number) ?? 0;
            if (years > 0)
            {
                yield return Mention(match.Index, match.Index + match.Length, latestYear - years, null, true);
            }
        }
    }

    private static IEnumerable<RangeMention> Decades(string text)
    {
        foreach (Match match in Decade().Matches(text))
        {
            var digits = match.Groups["digits"].Value;
            var start = digits.Length switch
            {
                4 => int.Parse(digits, CultureInfo.InvariantCulture),
                2 when digits is "00" or "10" => 2000 + int.Parse(digits, CultureInfo.InvariantCulture),
                2 => 1900 + int.Parse(digits, CultureInfo.InvariantCulture),
                _ => match.Groups["word"].Value is "noughties" or "aughts" ? 2000 : 1920 + (10 * Array.IndexOf(Tens, match.Groups["word"].Value)),
            };
            var (first, last) = match.Groups["part"].Value switch
            {
                "early" => (start, start + 4),
                "late" or "later" => (start + 5, start + 9),
                "mid" => (start + 3, start + 7),
                _ => (start, start + 9),
            };
            yield return Limited(text, match, first, last);
        }
    }

    private static IEnumerable<RangeMention> Centuries(string text)
    {
        foreach (Match match in Century().Matches(text))
        {
            var word = match.Groups["word"].Value.Replace(' ', '-');
            var number = match.Groups["number"].Success ? Number(match.Groups["number"]) : 15 + Array.IndexOf(Ordinals, word);
            yield return Limited(text, match, (number - 1) * 100, ((number - 1) * 100) + 99);
        }
    }

    private static IEnumerable<RangeMention> Years(string text)
    {
        foreach (Match match in Year().Matches(text))
        {
            var year = Number(match.Groups["year"]);
            yield return Limited(text, match, year, year);
        }
    }

    private static RangeMention Limited(string text, Match match, int first, int last)
    {
        var end = match.Index + match.Length;
        var suffix = Suffix().Match(text, end);
        if (suffix.Success)
        {
            var isLater = suffix.Groups["later"].Success;
            var from = FromBefore().Match(text[..match.Index]);
            return Mention(from.Success ? from.Index : match.Index, suffix.Index + suffix.Length, isLater ? first : null, isLater ? null : last, true);
        }

        var prefix = Prefix().Match(text[..match.Index]);
        if (!prefix.Success)
        {
            return Mention(match.Index, end, first, last, false);
        }

        var not = prefix.Groups["not"].Success;
        var isAfter = prefix.Groups["after"].Success;
        if (prefix.Groups["since"].Success && Perfect().IsMatch(text[..prefix.Index]))
        {
            // "Nobody has been there since 2019": something happened.
            return default;
        }

        return (isAfter, not) switch
        {
            _ when prefix.Groups["since"].Success => Mention(prefix.Index, end, first, null, true),
            _ when prefix.Groups["until"].Success => Mention(prefix.Index, end, null, last, true),
            (true, false) => Mention(prefix.Index, end, last + 1, null, true),
            (true, true) => Mention(prefix.Index, end, null, last, true),
            (false, false) => Mention(prefix.Index, end, null, first - 1, true),
            _ => Mention(prefix.Index, end, first, null, true),
        };
    }

    private static RangeMention Mention(int start, int end, double? least, double? most, bool isBound) =>
        new(start, end, new RangeSubject(CatalogueIndex.YearAttribute, least, most), isBound);

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    private const string AYear = @"(?:1[4-9]|20)\d{2}";

    [GeneratedRegex(@"(?:\b(?:between|from)\s+)?(?<![\w.,$€£])(?<first>" + AYear + @")\s*(?:-|–|to|and|until|till|through)\s*(?<second>" + AYear + @"|\d{2})(?![\w%'’])", RegexOptions.CultureInvariant)]
    private static partial Regex Span();

    [GeneratedRegex(@"\b(?:from|in|within|of)?\s*(?:the\s+)?(?:last|past)\s+(?:(?<number>few|couple of|" + Quantities.Pattern + @")\s+years?|(?<decade>decade))\b", RegexOptions.CultureInvariant)]
    private static partial Regex LastYears();

    [GeneratedRegex(@"(?:(?<!\bmy\s|\bhis\s|\bher\s|\btheir\s|\bour\s)(?:\bthe\s+)?\b(?:(?<part>early|mid|late|later)[\s-]+)?(?<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|noughties|aughts)\b)|(?:\bthe\s+)?(?:\b(?<part>early|mid|late|later)[\s-]+)?(?<!\w)['’]?(?<digits>(?:1[5-9]|20)\d0|[0-9]0)['’]?s\b", RegexOptions.CultureInvariant)]
    private static partial Regex Decade();

    [GeneratedRegex(@"\b(?:the\s+)?(?:(?<number>1[5-9]|2[01])(?:st|nd|rd|th)|(?<word>fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[ -]first))[\s-]+century\b", RegexOptions.CultureInvariant)]
    private static partial Regex Century();

    [GeneratedRegex(@"(?<![\w.,$€£'’/-])(?<year>" + AYear + @")(?![\w%'’]|[.,]\d)(?!\s*(?:" + Units.Pattern + @")\b)|(?<=\b(?:pre|post)-)(?<year>" + AYear + @")\b", RegexOptions.CultureInvariant)]
    private static partial Regex Year();

    [GeneratedRegex(@"(?:(?<not>\b(?:no|not|nothing|never|none)\s+(?:made\s+|released\s+|published\s+|written\s+|from\s+)?)?(?:(?<after>\bafter|\bpost[\s-]|\bnewer than|\blater than|\bmore recent than|\bmore recently than|\byounger than|\bpast|>)|(?<before>\bbefore|\bpre[\s-]|\bprior to|\bolder than|\bearlier than|<))|(?<since>\bsince|\bas of|>=)|(?<until>\buntil|\btill|\bup to|\bno later than|\bby|<=))\s*(?:about\s+|around\s+|the\s+(?:year\s+)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\G\s*(?:(?<later>on\b|onwards?\b|(?:or|and)\s+(?:later|newer|after|onwards?|younger|more recent|up)\b|\+)|(?<earlier>(?:or|and)\s+(?:earlier|older|before|prior)\b))", RegexOptions.CultureInvariant)]
    private static partial Regex Suffix();

    [GeneratedRegex(@"(?:\b(?:have|has|haven't|hasn't|been|had)\b|\w'(?:ve|s)\s+\w+ed\b)[^.!?;]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Perfect();

    [GeneratedRegex(@"\b(?:from|since)\s+(?:the\s+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex FromBefore();
}
