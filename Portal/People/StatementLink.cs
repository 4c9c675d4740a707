namespace Portal.People;

/// <summary>Where a person's sentence stands on the page of what they said.</summary>
public static class StatementLink
{
    public static string Of(Guid id) => $"/preferences#{AnchorOf(id)}";

    /// <summary>The id of the element that shows the sentence.</summary>
    public static string AnchorOf(Guid id) => $"statement-{id:N}";
}
