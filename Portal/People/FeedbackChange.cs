using Portal.Domain.Profiles;

namespace Portal.People;

/// <summary>What a press on a <see cref="FeedbackBar"/>, or the undo of one, changed.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Opinion">What the person thinks of it now.</param>
/// <param name="Kind">Like, dislike, save or hide.</param>
/// <param name="Added">True when that is now in force; false when it was taken back.</param>
public readonly record struct FeedbackChange(string ItemId, ItemOpinion Opinion, InteractionKind Kind, bool Added);
