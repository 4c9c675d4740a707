using System.Buffers;
using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;
using Portal.Domain.Ranking;
using Portal.Domain.Retrieval;

namespace Portal.Domain.Recommendation;

/// <summary>Collects the candidates of one request: allowed items, each once, a limited number from every source. For one thread.</summary>
public sealed class CandidatePool : IDisposable
{
    /// <summary>How many items each source may bring.</summary>
    public const int PerSource = 300;

    private readonly bool[] _allowed;
    private readonly bool[] _chosen;
    private readonly int _count;
    private readonly List<int> _items = [];

    /// <summary>Marks what is allowed: of the kind asked for, not withheld, not on the list already, forbidden by no rule.</summary>
    public CandidatePool(RankingContext context, FeedQuery query)
    {
        var catalogue = context.Snapshot.Catalogue;
        _count = catalogue.Count;
        _allowed = ArrayPool<bool>.Shared.Rent(_count);
        _chosen = ArrayPool<bool>.Shared.Rent(_count);
        _chosen.AsSpan(0, _count).Clear();
        context.Filter.Write(_allowed.AsSpan(0, _count));
        if (query.Kind is { } kind)
        {
            Keep(catalogue, kind);
        }

        foreach (var item in context.Person.Withheld.Concat(query.Placed))
        {
            _allowed[item.Value] = false;
        }
    }

    /// <summary>The candidates in the order of the catalogue.</summary>
    public ItemIndex[] Items
    {
        get
        {
            _items.Sort();
            return [.. _items.Select(item => new ItemIndex(item))];
        }
    }

    /// <summary>Takes the first of a source's items that are allowed.</summary>
    /// <param name="bestFirst">The source's items, best first.</param>
    /// <param name="most">How many at most.</param>
    public void AddFirst(IEnumerable<ItemIndex> bestFirst, int most = PerSource)
    {
        var taken = 0;
        foreach (var item in bestFirst)
        {
            if (_allowed[item.Value])
            {
                Add(item.Value);
                if (++taken >= most)
                {
                    return;
                }
            }
        }
    }

    /// <summary>Takes those of some items that are allowed and to which a signal gives the highest values above 0.</summary>
    /// <param name="context">The request.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="proposed">Items in any order, repeats allowed.</param>
    public void AddBest(RankingContext context, ISignal signal, IEnumerable<ItemIndex> proposed)
    {
        ItemIndex[] items = [.. proposed.Where(item => _allowed[item.Value]).Distinct().OrderBy(item => item.Value)];
        var values = new float[items.Length];
        signal.Score(context, items, values);
        foreach (var i in TopK.Select(values, PerSource))
        {
            if (values[i] > 0)
            {
                Add(items[i].Value);
            }
        }
    }

    /// <summary>Takes those allowed items that score highest above 0 among all of the catalogue.</summary>
    /// <param name="scores">One place per item.</param>
    public void AddBest(ReadOnlySpan<float> scores)
    {
        var rented = ArrayPool<float>.Shared.Rent(_count);
        var masked = rented.AsSpan(0, _count);
        for (var i = 0; i < masked.Length; i++)
        {
            masked[i] = _allowed[i] && scores[i] > 0 ? scores[i] : float.NaN;
        }

        foreach (var item in TopK.Select(masked, PerSource))
        {
            Add(item);
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<bool>.Shared.Return(_allowed);
        ArrayPool<bool>.Shared.Return(_chosen);
    }

    private void Add(int item)
    {
        if (!_chosen[item])
        {
            _chosen[item] = true;
            _items.Add(item);
        }
    }

    // The kind is a label too, but a genre or tag may bear its name.
    private void Keep(CatalogueIndex catalogue, string kind)
    {
        var others = ArrayPool<bool>.Shared.Rent(_count);
        others.AsSpan(0, _count).Fill(true);
        if (catalogue.TryFindLabel(kind, out var label))
        {
            foreach (var item in catalogue.ItemsWith(label))
            {
                others[item] = catalogue[new ItemIndex(item)].Kind != kind;
            }
        }

        for (var item = 0; item < _count; item++)
        {
            _allowed[item] &= !others[item];
        }

        ArrayPool<bool>.Shared.Return(others);
    }
}
