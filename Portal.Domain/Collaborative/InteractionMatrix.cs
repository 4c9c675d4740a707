using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;

namespace Portal.Domain.Collaborative;

/// <summary>
/// Implicit feedback: one row per person, one column per item, the value says how much the person took to the item (above 0)
/// or against it (below 0). Immutable.
/// </summary>
public sealed class InteractionMatrix
{
    private readonly Lazy<SparseMatrix> _byItem;

    /// <summary>Builds the matrix; several entries of the same person and item are added up.</summary>
    /// <param name="userCount">Number of people, at least 0.</param>
    /// <param name="itemCount">Number of items, at least 0; items without entries are allowed.</param>
    /// <param name="entries">In any order.</param>
    /// <exception cref="ArgumentException">An index lies outside, or a weight is not finite.</exception>
    public InteractionMatrix(int userCount, int itemCount, IEnumerable<(UserIndex User, ItemIndex Item, float Weight)> entries)
    {
        ByUser = SparseMatrix.From(userCount, itemCount, entries.Select(entry => (entry.User.Value, entry.Item.Value, entry.Weight)));
        _byItem = new Lazy<SparseMatrix>(ByUser.Transpose);
    }

    /// <summary>Number of people.</summary>
    public int UserCount => ByUser.RowCount;

    /// <summary>Number of items.</summary>
    public int ItemCount => ByUser.ColumnCount;

    /// <summary>Rows are people, columns items.</summary>
    public SparseMatrix ByUser { get; }

    /// <summary>Rows are items, columns people.</summary>
    public SparseMatrix ByItem => _byItem.Value;
}
