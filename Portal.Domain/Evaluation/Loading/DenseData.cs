using Portal.Domain.Evaluation.Files;

namespace Portal.Domain.Evaluation.Loading;

/// <summary>Events with positions for ids.</summary>
/// <param name="Users">Ids by position, ascending.</param>
/// <param name="Items">Ids by position, ascending.</param>
/// <param name="ItemPositions">Position by number; −1 for items that are left out.</param>
/// <param name="UserPositions">Position by number; −1 for people who are left out.</param>
/// <param name="Tables">The tables, in the order given.</param>
internal sealed record DenseData(string[] Users, string[] Items, int[] UserPositions, int[] ItemPositions, EventTable[] Tables)
{
    /// <summary>Keeps the people and items of these tables.</summary>
    public static DenseData OfEvents(EvaluationFiles files, params EventTable[] tables)
    {
        var items = new bool[files.Items.Count];
        foreach (var row in tables.SelectMany(table => table.Rows))
        {
            items[row.Item] = true;
        }

        return OfItems(files, number => items[number], tables);
    }

    /// <summary>Keeps the people of these tables who used an item that is kept.</summary>
    public static DenseData OfItems(EvaluationFiles files, Func<int, bool> keepItem, params EventTable[] tables)
    {
        var users = new bool[files.Users.Count];
        foreach (var row in tables.SelectMany(table => table.Rows).Where(row => keepItem(row.Item)))
        {
            users[row.User] = true;
        }

        var (userPositions, userIds) = files.Users.Seal(number => users[number]);
        var (itemPositions, itemIds) = files.Items.Seal(keepItem);
        return new DenseData(userIds, itemIds, userPositions, itemPositions, [.. tables.Select(table => table.At(userPositions, itemPositions))]);
    }
}
