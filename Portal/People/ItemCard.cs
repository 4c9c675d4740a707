using Portal.Domain.Catalogue;
using Portal.Engine;

namespace Portal.People;

/// <summary>What any list shows of an item.</summary>
public sealed record ItemCard(
    string Id,
    string Kind,
    string Title,
    int? Year,
    IReadOnlyList<string> Creators,
    IReadOnlyList<string> Genres,
    IReadOnlyList<string> Tags,
    string Description,
    string Image,
    IReadOnlyDictionary<string, string> Attributes)
{
    public static ItemCard Of(EngineState state, ItemIndex index)
    {
        var item = state.Snapshot.Catalogue[index];
        return new ItemCard(item.Id, item.Kind, item.Title, item.Year, item.Creators, item.Genres, item.Tags, item.Description, state.ImageOf(index), item.Attributes);
    }
}
