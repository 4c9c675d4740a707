using Portal.Data.Entities;

namespace Portal.Importing;

/// <summary>A value that a row may have. The key is the column's name in exports.</summary>
/// <param name="Key">Stable, e.g. <c>title</c>.</param>
/// <param name="Needed">Whether a row without it is no row.</param>
/// <param name="Names">How columns that hold it are called elsewhere, in lower case without signs between words.</param>
public sealed record ImportField(string Key, bool Needed, params string[] Names)
{
    private static readonly ImportField[] Items =
    [
        new("id", true, "itemid", "externalid", "movieid", "bookid", "productid", "articleid", "sku", "asin", "isbn", "key"),
        new("title", true, "name", "label", "headline", "movietitle", "booktitle", "productname"),
        new("kind", false, "type", "category", "itemtype"),
        new("description", false, "text", "summary", "abstract", "overview", "plot", "body", "content", "wikipediaextract"),
        new("creators", false, "creator", "author", "authors", "director", "directors", "artist", "artists", "brand", "by", "designer", "designers"),
        new("genres", false, "genre", "categories", "classes", "class"),
        new("tags", false, "tag", "keywords", "labels", "topics"),
        new("year", false, "releaseyear", "publicationyear", "originalpublicationyear", "yearofpublication"),
        new("published", false, "publishedat", "publishedutc", "releasedate", "date", "createdat", "timestamp"),
        new("language", false, "lang", "languagecode", "locale"),
        new("image", false, "imageurl", "cover", "coverurl", "poster", "picture", "thumbnail"),
        new("attributes", false, "facts", "properties", "metadata", "extra"),
        new("active", false, "isactive", "enabled", "available"),
        new("source", false, "origin"),
    ];

    private static readonly ImportField[] People =
    [
        new("id", true, "userid", "personid", "externalid", "customerid", "memberid", "user", "person"),
        new("name", false, "displayname", "fullname", "username", "nickname"),
        new("created", false, "createdat", "createdutc", "registered", "registeredat", "joined", "since"),
    ];

    private static readonly ImportField[] Interactions =
    [
        new("person", true, "personid", "user", "userid", "customerid", "memberid", "visitorid", "reviewerid", "account"),
        new("item", true, "itemid", "movieid", "bookid", "productid", "articleid", "asin", "sku", "isbn", "movie", "book", "product"),
        new("kind", false, "type", "event", "eventtype", "action", "interaction", "behavior", "behaviour"),
        new("value", false, "rating", "stars", "score", "overall", "weight", "seconds"),
        new("time", false, "timestamp", "at", "date", "datetime", "created", "createdat", "atutc", "unixreviewtime", "ts"),
        new("reason", false),
        new("context", false, "page", "place"),
        new("retracted", false, "retractedutc", "deleted", "deletedat"),
        new("leftout", false, "leftoututc"),
    ];

    /// <summary>What rows of a subject may have, the needed first.</summary>
    public static IReadOnlyList<ImportField> Of(ImportSubject subject) => subject switch
    {
        ImportSubject.Items => Items,
        ImportSubject.People => People,
        ImportSubject.Interactions => Interactions,
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, "A data set has the fields of its parts."),
    };

    /// <summary>Which column holds which field, as far as the names tell; fields by key.</summary>
    public static Dictionary<string, string> Guess(ImportSubject subject, IReadOnlyList<string> columns)
    {
        Dictionary<string, string> map = new(StringComparer.Ordinal);
        HashSet<string> taken = new(StringComparer.Ordinal);
        foreach (var names in new Func<ImportField, IEnumerable<string>>[] { field => [field.Key], field => field.Names })
        {
            foreach (var field in Of(subject).Where(field => !map.ContainsKey(field.Key)))
            {
                var found = names(field).Select(name => columns.FirstOrDefault(column => Plain(column) == name && !taken.Contains(column))).FirstOrDefault(column => column is not null);
                if (found is not null)
                {
                    map[field.Key] = found;
                    taken.Add(found);
                }
            }
        }

        return map;
    }

    /// <summary>What a file is about: of what its columns can be, the subject that makes most of them; null where they are nothing whole.</summary>
    public static ImportSubject? GuessSubject(IReadOnlyList<string> columns)
    {
        var whole = new[] { ImportSubject.Interactions, ImportSubject.Items, ImportSubject.People }
            .Select(subject => (Subject: subject, Map: Guess(subject, columns)))
            .Where(guess => Of(guess.Subject).All(field => !field.Needed || guess.Map.ContainsKey(field.Key)))
            .ToList();
        return whole.Count == 0 ? null : whole.MaxBy(guess => guess.Map.Count).Subject;
    }

    private static string Plain(string column) => string.Concat(column.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
}
