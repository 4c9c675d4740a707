using Portal.Domain.Catalogue;

namespace Portal.Domain.Ranking.Reranking;

/// <summary>
/// Calibrated recommendations (Steck 2018): an item is worth how much nearer it brings the list's mix of genres to the
/// person's own, as the fall of the divergence KL(p ‖ q̃), natural logarithm, q̃ = (1 − a) q + a p with a = .01.
/// </summary>
/// <remarks>
/// Beyond the paper, the list may begin with some imaginary items of the person's own mix: a list that has hardly begun is
/// then not judged as if it ended here. On MovieLens 100K two of them turn the price of calibration into a gain.
/// </remarks>
public sealed class BalanceTerm : IRerankTerm
{
    private const double Smoothing = 0.01;

    private readonly ItemIndex[] _items;
    private readonly ClassMix _classes;
    private readonly double[] _own;
    private readonly double[] _counts;
    private double _length;
    private double _divergence;
    private double _next;

    /// <summary>Begins with what is on the person's list already.</summary>
    /// <param name="items">The candidates.</param>
    /// <param name="placed">Items before them on the list.</param>
    /// <param name="classes">The items' genres.</param>
    /// <param name="own">The person's mix: one share per class, summing to 1.</param>
    /// <param name="imaginary">How many imaginary items of that mix the list begins with, at least 0; 0 is the method as published.</param>
    /// <param name="weight">The λ of the method, above 0.</param>
    /// <param name="gate">How far the person's mix is to be trusted, 0..1.</param>
    public BalanceTerm(ItemIndex[] items, IEnumerable<ItemIndex> placed, ClassMix classes, double[] own, double imaginary, float weight, float gate)
    {
        (_items, _classes, _own, Weight, Gate, _length) = (items, classes, own, weight, gate, imaginary);
        _counts = [.. own.Select(share => share * imaginary)];
        foreach (var item in placed)
        {
            Add(item);
        }

        Settle();
    }

    /// <inheritdoc/>
    public string Key => RankingSignals.Balance;

    /// <inheritdoc/>
    public float Weight { get; }

    /// <inheritdoc/>
    public float Gate { get; }

    /// <inheritdoc/>
    public float Value(int candidate)
    {
        var classes = _classes.Of(_items[candidate]);
        if (classes.IsEmpty)
        {
            return float.NaN;
        }

        // Placing an item changes the shares of its own classes, and thins all others out alike.
        var divergence = _next;
        foreach (var number in classes)
        {
            divergence += Part(number, (_counts[number] + (1.0 / classes.Length)) / (_length + 1)) - Part(number, _counts[number] / (_length + 1));
        }

        return (float)(_divergence - divergence);
    }

    /// <inheritdoc/>
    public Evidence? Explain(int candidate)
    {
        var (most, gap) = (-1, 0.0);
        var nearer = Value(candidate) > 0;
        foreach (var number in _classes.Of(_items[candidate]))
        {
            var missing = _own[number] - Share(number);
            if ((nearer ? missing : -missing) is var own && (most < 0 || own > gap))
            {
                (most, gap) = (number, own);
            }
        }

        return most < 0 ? null : new BalanceEvidence(_classes.Names[most], (float)_own[most], (float)Share(most));
    }

    /// <inheritdoc/>
    public void Place(int candidate)
    {
        Add(_items[candidate]);
        Settle();
    }

    private double Share(int number) => _length > 0 ? _counts[number] / _length : 0;

    private void Add(ItemIndex item)
    {
        var classes = _classes.Of(item);
        foreach (var number in classes)
        {
            _counts[number] += 1.0 / classes.Length;
        }

        _length += classes.IsEmpty ? 0 : 1;
    }

    private void Settle()
    {
        (_divergence, _next) = (0, 0);
        for (var number = 0; number < _counts.Length; number++)
        {
            _divergence += Part(number, Share(number));
            _next += Part(number, _counts[number] / (_length + 1));
        }
    }

    private double Part(int number, double share) =>
        _own[number] > 0 ? _own[number] * Math.Log(_own[number] / (((1 - Smoothing) * share) + (Smoothing * _own[number]))) : 0;
}
