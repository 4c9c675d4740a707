using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Portal.Data;

/// <summary>SQLite stores a text of any length; with this check it refuses what SQL Server refuses.</summary>
internal static class TextLengths
{
    /// <exception cref="DbUpdateException">A text is longer than its column.</exception>
    public static void Check(EntityEntry entry)
    {
        foreach (var property in entry.Metadata.GetProperties())
        {
            if (property.GetMaxLength() is { } most && property.ClrType == typeof(string)
                && entry.CurrentValues[property] is string text && text.Length > most)
            {
                throw new DbUpdateException(
                    $"{entry.Metadata.ClrType.Name}.{property.Name} has {text.Length} characters; at most {most} fit. Shorten it.");
            }
        }
    }
}
