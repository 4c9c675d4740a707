using Portal.Domain.Catalogue;
using Portal.Domain.Numerics;
using Portal.Domain.Retrieval;

namespace Portal.Tests.Support;

/// <summary>Small invented catalogues. Vectors are given by hand, so that what is near what is known.</summary>
internal static class EngineFixtures
{
    public static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static Item Item(string id, string kind = "film", string[]? genres = null, string[]? tags = null, int year = 2000, string description = "", string title = "", params (string Key, string Value)[] attributes) => new()
    {
        Id = id,
        Kind = kind,
        Title = title.Length > 0 ? title : id,
        Description = description,
        Creators = [$"maker of {id}"],
        Genres = genres ?? [],
        Tags = tags ?? [],
        Year = year,
        Attributes = attributes.ToDictionary(pair => pair.Key, pair => pair.Value),
        Published = new DateTimeOffset(year, 7, 1, 0, 0, 0, TimeSpan.Zero),
    };

    public static EngineSnapshot Snapshot(IReadOnlyList<Item> items, Func<Item, float[]?>? vectors = null, Func<Item, ItemCounts>? counts = null, double prior = 10)
    {
        CatalogueIndex catalogue = new(items);
        float[]?[]? values = vectors is null ? null : [.. catalogue.Items.Select(item => Unit(vectors(item)))];
        var dimensions = values?.FirstOrDefault(value => value is not null)?.Length ?? 0;
        return new EngineSnapshot(
            "test",
            catalogue,
            dimensions == 0 ? null : new VectorIndex("test/encoder", dimensions, values!),
            new Popularity([.. catalogue.Items.Select(item => counts?.Invoke(item) ?? default)], prior),
            Now);
    }

    public static float[]? Unit(float[]? vector)
    {
        if (vector is not null)
        {
            VectorMath.Normalise(vector);
        }

        return vector;
    }

    public static ItemIndex At(this EngineSnapshot snapshot, string id) =>
        snapshot.Catalogue.TryFind(id, out var index) ? index : throw new ArgumentException($"No item '{id}'.", nameof(id));

    public static string IdOf(this EngineSnapshot snapshot, ItemIndex index) => snapshot.Catalogue[index].Id;
}
