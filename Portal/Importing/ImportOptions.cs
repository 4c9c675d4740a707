using System.Text.Json;
using Portal.Data.Entities;
using Portal.Domain.Profiles;

namespace Portal.Importing;

/// <summary>What whoever imports chooses.</summary>
public sealed record ImportOptions
{
    public const int MostTagPeople = 1000;

    /// <summary>What a CSV or JSON Lines file is about; null to find out from its columns.</summary>
    public ImportSubject? Subject { get; init; }

    /// <summary>Which column holds which field, by the field's key; null to find out from their names.</summary>
    public IReadOnlyDictionary<string, string>? Columns { get; init; }

    /// <summary>Kind of items whose row does not tell it.</summary>
    public string ItemKind { get; init; } = "item";

    /// <summary>What was done where a row does not tell it; null: a rating where there is a value, else a click.</summary>
    public InteractionKind? Action { get; init; }

    /// <summary>The best rating of the file, above 0: 5 for stars; ratings are brought to five stars.</summary>
    public double RatingScale { get; init; } = 5;

    /// <summary>Tags that fewer people than this gave an item are left out, 1..1000.</summary>
    public int TagPeople { get; init; } = 2;

    public static ImportOptions FromJson(string json) => JsonSerializer.Deserialize<ImportOptions>(json, JsonSerializerOptions.Web) ?? new ImportOptions();

    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    /// <exception cref="ImportException">A number is out of range.</exception>
    public void Check()
    {
        if (RatingScale is not (> 0 and <= 1000))
        {
            throw new ImportException($"The best rating is {RatingScale}; allowed is more than 0, at most 1000.");
        }

        if (TagPeople is < 1 or > MostTagPeople)
        {
            throw new ImportException($"Tags by {TagPeople} people; allowed are 1 to {MostTagPeople}.");
        }

        if (ItemKind.Length is 0 or > 32)
        {
            throw new ImportException($"The kind of items is '{ItemKind}'; allowed are 1 to 32 characters.");
        }
    }
}
