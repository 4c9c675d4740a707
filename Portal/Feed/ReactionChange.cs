namespace Portal.Feed;

/// <summary>What a reaction, or the undo of one, changed.</summary>
/// <param name="ItemId">The item of the card.</param>
/// <param name="PutsAway">True when the card goes or comes back; false when what is below it has to be ranked anew.</param>
/// <param name="Added">True when the reaction is in force now; false when it was taken back.</param>
public readonly record struct ReactionChange(string ItemId, bool PutsAway, bool Added);
