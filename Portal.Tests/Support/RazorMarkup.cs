using System.Net;
using System.Text.RegularExpressions;

namespace Portal.Tests.Support;

/// <summary>
/// The text a Razor file would show if no expression in it showed any: what stands between tags, and in the attributes
/// that are read out. No parser: code is recognised by its shape, and in doubt a line counts as code.
/// </summary>
internal static partial class RazorMarkup
{
    public static IReadOnlyList<string> VisibleTexts(string source)
    {
        var markup = Comments().Replace(source, "");
        markup = CodeBlock().Replace(markup, "");
        markup = Blocks().Replace(markup, "");
        var plain = WithoutExpressions(markup);
        var texts = SpokenAttribute().Matches(plain).Select(match => (match.Index, Text: match.Groups["text"].Value))
            .Concat(Between(plain));
        return [.. texts.OrderBy(text => text.Index).Select(text => Clean(text.Text)).Where(text => text.Length > 0)];
    }

    private static IEnumerable<(int Index, string Text)> Between(string markup)
    {
        var tags = Tag().Matches(markup);
        foreach (var (tag, next) in tags.Zip(tags.Skip(1)))
        {
            var start = tag.Index + tag.Length;
            foreach (Match line in Line().Matches(markup[start..next.Index]))
            {
                if (!LooksLikeCode(line.Value))
                {
                    yield return (start + line.Index, line.Value);
                }
            }
        }
    }

    private static bool LooksLikeCode(string line)
    {
        var text = line.Trim();
        return text is "{" or "}" || text.EndsWith(';') || CodeStart().IsMatch(text) || text.Contains("=>", StringComparison.Ordinal);
    }

    // An expression may hold quotes, tags and brackets of its own, so its end is found by counting brackets.
    private static string WithoutExpressions(string markup)
    {
        var result = new System.Text.StringBuilder(markup.Length);
        for (var i = 0; i < markup.Length; i++)
        {
            if (markup[i] != '@' || (i > 0 && char.IsLetterOrDigit(markup[i - 1])))
            {
                result.Append(markup[i]);
                continue;
            }

            i = EndOfExpression(markup, i + 1) - 1;
        }

        return result.ToString();
    }

    private static int EndOfExpression(string markup, int start)
    {
        var i = start;
        var keyword = Keyword().Match(markup, i);
        if (keyword.Success)
        {
            i += keyword.Length;
        }

        while (i < markup.Length)
        {
            if (markup[i] is '(' or '[')
            {
                i = AfterBracket(markup, i);
            }
            else if (char.IsLetterOrDigit(markup[i]) || markup[i] is '_' or '!' && i == start || (markup[i] is '.' or '?' && i + 1 < markup.Length && (char.IsLetter(markup[i + 1]) || markup[i + 1] == '.')))
            {
                i++;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    private static int AfterBracket(string markup, int start)
    {
        var depth = 0;
        for (var i = start; i < markup.Length; i++)
        {
            switch (markup[i])
            {
                case '(' or '[':
                    depth++;
                    break;
                case ')' or ']' when --depth == 0:
                    return i + 1;
                case '"':
                    i = Math.Max(i, markup.IndexOf('"', i + 1));
                    break;
            }
        }

        return markup.Length;
    }

    private static string Clean(string text) => Spaces().Replace(WebUtility.HtmlDecode(text), " ").Trim();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^@(code|functions)\s*\{.*\z", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"<(style|script)\b.*?</\1>|^@(page|using|inject|inherits|implements|layout|attribute|rendermode|typeparam|namespace|preservewhitespace)\b[^\n]*", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex("""\s(alt|title|placeholder|aria-label|Label|Title|Lead|Text)="(?<text>[^"]+)["]""")]
    private static partial Regex SpokenAttribute();

    [GeneratedRegex("""</?[A-Za-z](?:"[^"]*"|[^">])*>""")]
    private static partial Regex Tag();

    [GeneratedRegex("[^\n]+")]
    private static partial Regex Line();

    [GeneratedRegex(@"^(@|\}|\{|if \(|else\b|case\b|default:|break\b|var\b|catch\b|finally\b|//)")]
    private static partial Regex CodeStart();

    [GeneratedRegex(@"\G(if|foreach|for|while|switch|await|using|lock|try|do)\b\s*")]
    private static partial Regex Keyword();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
