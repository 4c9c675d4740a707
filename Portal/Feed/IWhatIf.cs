using Portal.People;

namespace Portal.Feed;

/// <summary>What is left out of a question "what if".</summary>
public enum WithoutKind
{
    /// <summary>Words of a person.</summary>
    Words,

    /// <summary>The mood.</summary>
    Mood,

    /// <summary>What they think of an item.</summary>
    Inspiration,

    /// <summary>A part of the score.</summary>
    Part,
}

/// <summary>What a card's place would be without something that put it there, or what a rule keeps away.</summary>
/// <param name="Kind">What sort of thing is left out.</param>
/// <param name="Name">The words, the item's title, or the key of the part.</param>
/// <param name="Now">The place it has, from 1; null when it is not among the first hundred.</param>
/// <param name="Place">The place it would have; null likewise.</param>
/// <param name="Joining">What would be among the first twenty and is kept away now; null for a question about the card's place.</param>
public sealed record WhatIf(WithoutKind Kind, string Name, int? Now, int? Place, IReadOnlyList<ItemCard>? Joining = null);

/// <summary>Answers what would change a card's place.</summary>
public interface IWhatIf
{
    /// <summary>The answers, one by one as they are found; each is a whole list ranked anew.</summary>
    IAsyncEnumerable<WhatIf> AskAsync(FeedEntry entry, CancellationToken cancellationToken);
}
