using Portal.Data.Entities;
using Portal.Domain.Catalogue;

namespace Portal.Engine;

internal static class ItemMapping
{
    public static Item ToItem(this ItemEntity entity) => new()
    {
        Id = entity.ExternalId,
        Kind = entity.Kind,
        Title = entity.Title,
        Description = entity.Description,
        Creators = entity.Creators,
        Genres = entity.Genres,
        Tags = entity.Tags,
        Year = entity.Year,
        Language = entity.Language,
        Attributes = entity.Attributes,
        Published = new DateTimeOffset(DateTime.SpecifyKind(entity.PublishedUtc, DateTimeKind.Utc)),
    };
}
