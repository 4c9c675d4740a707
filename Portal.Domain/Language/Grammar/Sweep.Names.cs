using Portal.Domain.Language.Linking;

namespace Portal.Domain.Language.Grammar;

/// <content>What is found before the words are read one by one: times, titles, numbers and names.</content>
internal sealed partial class Sweep
{
    private void FindNamed()
    {
        var lower = text.ToLowerInvariant();
        foreach (var scope in ScopeFinder.Find(lower))
        {
            var first = IndexFrom(scope.Start);
            if (first < _tokens.Count)
            {
                _scopes[first] = scope;
            }
        }

        foreach (var title in linker.Names.FindTitles(text, _tokens))
        {
            Name(title);
        }

        foreach (var range in ranges.Find(lower))
        {
            var (first, last) = (IndexFrom(range.Start), IndexFrom(range.End));

            // "For two players" may be a label of its own.
            if (first < last && !(linker.At(_tokens, first, _tokens.Count) is { Last: var end } && end >= last))
            {
                Name(new Mention { First = first, Last = last, Subject = range.Subject, IsBound = range.IsBound, Link = new Link(LinkKind.Exact, 1) });
            }
        }

        for (var i = 0; i < _tokens.Count; i++)
        {
            if (_named[i] is null && linker.Names.CreatorAt(text, _tokens, i) is { } creator)
            {
                Name(creator);
            }

            i = _named[i] is { } named ? named.Last - 1 : i;
        }
    }

    private void Name(Mention mention)
    {
        if (Enumerable.Range(mention.First, mention.Last - mention.First).All(i => _named[i] is null && !_taken[i]))
        {
            _named[mention.First] = mention;
            for (var i = mention.First; i < mention.Last; i++)
            {
                _taken[i] = true;
            }

            _scopes.AsSpan(mention.First, mention.Last - mention.First).Clear();
        }
    }

    private int IndexFrom(int start)
    {
        var i = 0;
        while (i < _tokens.Count && _tokens[i].Start < start)
        {
            i++;
        }

        return i;
    }
}
