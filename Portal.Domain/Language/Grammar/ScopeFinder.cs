using System.Text.RegularExpressions;

namespace Portal.Domain.Language.Grammar;

/// <summary>Words that say when a wish counts.</summary>
internal readonly record struct ScopeMention(int Start, int End, Scope Scope);

/// <summary>Finds "in the evening", "on weekends", "before bed", "when I'm tired", "this week".</summary>
internal static partial class ScopeFinder
{
    /// <summary>The mentions from the left; they do not overlap.</summary>
    /// <param name="text">The text in lower case, letter for letter.</param>
    public static List<ScopeMention> Find(string text)
    {
        List<ScopeMention> found = [];
        foreach (Match match in Words().Matches(text))
        {
            found.Add(new ScopeMention(match.Index, match.Index + match.Length, ScopeOf(match)));
        }

        return found;
    }

    private static Scope ScopeOf(Match match) =>
        match.Groups["morning"].Success ? new Scope(ScopeTime.Morning)
        : match.Groups["afternoon"].Success ? new Scope(ScopeTime.Afternoon)
        : match.Groups["tonight"].Success ? new Scope(Span: ScopeSpan.Today)
        : match.Groups["evening"].Success ? new Scope(ScopeTime.Evening)
        : match.Groups["night"].Success ? new Scope(ScopeTime.Night)
        : match.Groups["thisweekend"].Success ? new Scope(ScopeTime.Weekend, Span: ScopeSpan.Week)
        : match.Groups["weekend"].Success ? new Scope(ScopeTime.Weekend)
        : match.Groups["weekday"].Success ? new Scope(ScopeTime.Weekday)
        : match.Groups["week"].Success ? new Scope(Span: ScopeSpan.Week)
        : match.Groups["month"].Success ? new Scope(Span: ScopeSpan.Month)
        : match.Groups["now"].Success ? new Scope(Span: ScopeSpan.Session)
        : new Scope(Occasion: match.Groups["occasion"].Value);

    [GeneratedRegex(
        @"\b(?:(?<tonight>tonight|today|this evening|this afternoon|this morning|for the rest of the day)"
        + @"|(?<thisweekend>(?:this|over the|for the) weekend)"
        + @"|(?<week>this week|for (?:a|the next) (?:week|few days|couple of days)|until next week|all week|the next few days)"
        + @"|(?<month>this month|these days|lately|for the (?:next )?(?:few weeks|month)|recently|nowadays|for a (?:while|month)|this (?:summer|winter|spring|autumn|fall|season))"
        + @"|(?<now>for now|right now|at the moment|just now|currently|for the moment|for the time being|this time)"
        + @"|(?<morning>(?:in|during|for) the (?:early )?mornings?|(?:on )?(?:my |the )?mornings|before work|over breakfast|at breakfast|with breakfast|first thing|early in the day|every morning|with my (?:morning )?coffee|when i wake up|on my way to work)"
        + @"|(?<afternoon>(?:in|during|for) the afternoons?|afternoons|over lunch|at lunch(?:time)?|after lunch|in my lunch break|during lunch|every afternoon)"
        + @"|(?<evening>(?:in|during|for) the evenings?|evenings|after (?:work|dinner|supper)|over dinner|at dinner|every evening|of an evening|come evening|at the end of the day|at the end of a long day)"
        + @"|(?<night>(?:late )?at night|before (?:i go to )?(?:bed|sleep)(?:time)?|at bedtime|in bed|(?:in|during) the night|late nights?|after dark|before sleeping|last thing at night|by night|when i can't sleep|after midnight|nights)"
        + @"|(?<weekend>(?:on|at|over) (?:the )?weekends?|(?:at|on) the weekend|weekends|(?:on )?(?:saturdays?|sundays?)(?: and sundays?)?(?: (?:nights?|mornings?|afternoons?|evenings?))?|every weekend|come the weekend|at weekends)"
        + @"|(?<weekday>(?:on|during) (?:weekdays?|week ?nights?|workdays?|school nights?|school days)|weekdays|weeknights|during the week|on (?:mondays?|tuesdays?|wednesdays?|thursdays?|fridays?)(?: (?:nights?|mornings?|afternoons?|evenings?))?|through the week|on a school night|midweek|from monday to friday|monday to friday)"
        + @"|(?:when(?:ever)?|if|while|on days when|the days) (?:i am|i'm|i’m|im|we are|we're|we’re|i feel|i'm feeling|i’m feeling|we feel|i get|feeling|i've had|i’ve had) (?:a |an |too |so |very |really |feeling |all |quite |just |a bit |a little |completely |absolutely )*(?<occasion>[a-z]+(?:[ -]sick| day| over| out| up)?)"
        + @"|(?:when|while) (?<occasion>cooking|driving|commuting|running|travelling|traveling|working|studying|cleaning|walking|exercising|ironing|eating|jogging|cycling|knitting|training|baking|gardening)\b"
        + @"|(?:on|during) (?:the |my )?(?<occasion>commute|train ride|bus ride|flight|drive|runs?|walks?)\b)(?!\w)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
