using System.CommandLine;

namespace Portal.Cli;

/// <summary>The first thing on the command line that was not understood, with the nearest known word.</summary>
internal static class UnknownTokens
{
    public static string Explain(ParseResult parse) =>
        parse.UnmatchedTokens is [var first, ..] ? Explain(first, parse) : parse.Errors[0].Message;

    private static string Explain(string token, ParseResult parse)
    {
        if (SettingTokens.IsHostKey(token))
        {
            return $"The option '{token}' has no value; write {token}=VALUE.";
        }

        if (!token.StartsWith('-'))
        {
            var verbs = parse.CommandResult.Command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name).ToList();
            return verbs.Count > 0 ? $"There is no command '{token}'{Nearest(token, verbs)}" : $"The word '{token}' is not expected here.";
        }

        var name = token.Split('=')[0];
        return name.Contains(':', StringComparison.Ordinal)
            ? $"'{name}' is not a setting; write --Section:Key=VALUE, e.g. --Portal:DataFolder=/srv/portal."
            : $"There is no option '{name}'{Nearest(name, Options(parse))}";
    }

    private static IEnumerable<string> Options(ParseResult parse)
    {
        var own = parse.CommandResult.Command.Options;
        var everywhere = parse.RootCommandResult.Command.Options.Where(option => option.Recursive);
        return own.Concat(everywhere).Where(option => !option.Hidden).SelectMany(option => option.Aliases.Prepend(option.Name))
            .Concat(SettingTokens.HostKeys.Take(4).Select(key => $"--{key}"))
            .Distinct();
    }

    private static string Nearest(string token, IEnumerable<string> known)
    {
        var nearest = known.Select(word => (Word: word, Distance: Distance(token, word))).OrderBy(x => x.Distance).FirstOrDefault();
        return nearest.Word is not null && nearest.Distance <= Math.Max(2, token.Length / 3) ? $"; did you mean '{nearest.Word}'?" : ".";
    }

    /// <summary>Insertions, deletions and replacements that turn one word into the other, whatever their case.</summary>
    public static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (char.ToUpperInvariant(from[i - 1]) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
