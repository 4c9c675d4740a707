using System.Text;

namespace Portal.Domain.Catalogue;

/// <summary>
/// The text by which an item is known to the encoder: title, genres, kind and country, tags, description, creators — what matters
/// most first, because encoders cut long texts. <see cref="Version"/> changes when the template does.
/// </summary>
public static class ItemText
{
    /// <summary>Version of the template; part of the text's hash, so that a new template re-embeds the catalogue.</summary>
    public const int Version = 1;

    /// <summary>Longest text, in characters: about 128 tokens of English, the default encoder's limit.</summary>
    public const int MaxLength = 640;

    /// <summary>The text, at most <see cref="MaxLength"/> characters; a cut falls between words.</summary>
    public static string Of(Item item)
    {
        var text = Whole(item);
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var cut = text[..MaxLength];
        var space = cut.LastIndexOf(' ');
        return space > MaxLength / 2 ? cut[..space] : cut;
    }

    /// <summary>Whether <see cref="Of"/> leaves something of the item out.</summary>
    public static bool IsCut(Item item) => Whole(item).Length > MaxLength;

    /// <summary>SHA-256 of template version and text, lower-case hexadecimal, 64 characters.</summary>
    public static string Hash(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{Version}\n{text}")));

    /// <summary>The hash of everything about an item that an encoder is given: its text, and the passages of a long one.</summary>
    public static string HashOf(Item item) => Hash(string.Join("\n\n", ItemPassages.Of(item).Prepend(Of(item))));

    private static string Whole(Item item)
    {
        StringBuilder text = new(MaxLength + 100);
        text.Append(item.Title).Append(". ");
        text.AppendJoin(", ", item.Genres.Append(item.Kind));
        if (item.Attributes.TryGetValue("country", out var country))
        {
            text.Append(", ").Append(country);
        }

        text.Append(". ");
        if (item.Tags.Count > 0)
        {
            text.AppendJoin(", ", item.Tags).Append(". ");
        }

        text.Append(item.Description);
        if (item.Creators.Count > 0)
        {
            text.Append(" By ").AppendJoin(", ", item.Creators).Append('.');
        }

        return text.ToString();
    }
}
