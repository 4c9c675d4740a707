namespace Portal.Domain.Profiles;

/// <summary>What a person did with an item. Stored by name.</summary>
public enum InteractionKind
{
    /// <summary>The item's card was on the screen.</summary>
    Impression,

    /// <summary>The item's page was opened.</summary>
    Click,

    /// <summary>"More like this".</summary>
    Like,

    /// <summary>"Less like this".</summary>
    Dislike,

    /// <summary>Put on the saved list.</summary>
    Save,

    /// <summary>Never show this item again; says nothing about taste.</summary>
    Hide,

    /// <summary>A rating, 0.5 to 5 stars, in the interaction's value.</summary>
    Rating,

    /// <summary>Time spent on the item's page, in seconds, in the interaction's value.</summary>
    Dwell,

    /// <summary>Dismissed with a reason (seen it, not now, topic, tone, creator).</summary>
    Dismiss,
}
