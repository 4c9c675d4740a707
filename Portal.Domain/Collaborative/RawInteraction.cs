using Portal.Domain.Catalogue;
using Portal.Domain.Profiles;

namespace Portal.Domain.Collaborative;

/// <summary>An action as it was recorded.</summary>
/// <param name="User">Who.</param>
/// <param name="Item">With what.</param>
/// <param name="Kind">Did what.</param>
/// <param name="Value">Stars of a rating, seconds of a stay; null for other actions.</param>
/// <param name="At">When.</param>
public readonly record struct RawInteraction(UserIndex User, ItemIndex Item, InteractionKind Kind, double? Value, DateTimeOffset At);
