namespace Portal.Domain.Ranking.Learning;

/// <summary>One place of a list that was served and seen.</summary>
/// <param name="Position">Its place on the person's feed, from 0.</param>
/// <param name="Features">What each weight multiplies, one value per signal (<see cref="RankedItem.Features"/>); NaN, "nothing known", counts as 0.</param>
/// <param name="Reaction">What the person did, −1..1: above 0 for it, below 0 against it, 0 seen without any reaction.</param>
public sealed record LoggedPlace(int Position, float[] Features, float Reaction);

/// <summary>What was seen of one list.</summary>
/// <param name="At">When it was served.</param>
/// <param name="Places">The places that were seen or reacted to.</param>
public sealed record LoggedList(DateTimeOffset At, IReadOnlyList<LoggedPlace> Places);
