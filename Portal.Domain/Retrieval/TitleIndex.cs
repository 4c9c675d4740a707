using System.Text;
using Portal.Domain.Catalogue;
using Portal.Domain.Language;

namespace Portal.Domain.Retrieval;

/// <summary>
/// The titles by their words, stop words and all, in one text: a search through 100,000 of them is one pass over 5 MB, and
/// nothing has to be sorted when the catalogue changes.
/// </summary>
internal sealed class TitleIndex
{
    // Before each title stands a line break, before each of its words a space.
    private const char Break = '\n';

    private readonly string _text;
    private readonly int[] _starts;

    public TitleIndex(CatalogueIndex catalogue)
    {
        StringBuilder text = new();
        _starts = new int[catalogue.Count + 1];
        for (var i = 0; i < catalogue.Count; i++)
        {
            _starts[i] = text.Length;
            text.Append(Break);
            Append(text, catalogue.Items[i].Title);
        }

        _starts[^1] = text.Length;
        _text = text.Append(Break).ToString();
    }

    /// <summary>Scores every item: 3 when the query is its title, 2 when the title begins with it, 1 when a word inside does, 0 otherwise.</summary>
    /// <param name="query">The last word may be unfinished.</param>
    /// <param name="scores">One place per item; overwritten.</param>
    /// <returns>Whether any title contains the query.</returns>
    public bool Score(string query, Span<float> scores)
    {
        scores.Clear();
        StringBuilder plain = new();
        Append(plain, query);
        var wanted = plain.ToString();
        var any = false;
        var (item, from) = (0, 0);
        while (wanted.Length > 0 && _text.AsSpan(from).IndexOf(wanted, StringComparison.Ordinal) is >= 0 and var found)
        {
            var at = from + found;
            while (_starts[item + 1] <= at)
            {
                item++;
            }

            scores[item] = at > _starts[item] + 1 ? 1 : at + wanted.Length == _starts[item + 1] ? 3 : 2;
            any = true;

            // What the same title holds further on is worth less.
            from = _starts[item + 1];
        }

        return any;
    }

    private static void Append(StringBuilder text, string title)
    {
        var at = 0;
        while (Words.TryNext(title, ref at, out var start, out var end))
        {
            text.Append(' ').Append(title[start..end].ToLowerInvariant());
        }
    }
}
