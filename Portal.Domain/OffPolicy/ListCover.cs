namespace Portal.Domain.OffPolicy;

/// <summary>How much of one ranking's lists another's show: places weigh as in discounted cumulative gain, 1 ÷ log2(place + 1).</summary>
public sealed class ListCover
{
    private double _shared, _all;

    /// <summary>The share so far, 0..1; 1 before any list.</summary>
    public double Share => _all == 0 ? 1 : _shared / _all;

    /// <summary>Adds a list.</summary>
    /// <param name="list">The list, best first.</param>
    /// <param name="isShown">Whether the other ranking's list of the same length shows the item.</param>
    public void Add<T>(IEnumerable<T> list, Predicate<T> isShown)
    {
        var place = 0;
        foreach (var item in list)
        {
            var weight = 1 / Math.Log2(++place + 1);
            (_shared, _all) = (_shared + (isShown(item) ? weight : 0), _all + weight);
        }
    }
}
