namespace Portal.Domain.Catalogue;

/// <summary>An item of a person's history and how much it counts; below 0 when they did not like it.</summary>
/// <param name="Item">The item.</param>
/// <param name="Weight">Finite; 1 is a plain like.</param>
public readonly record struct ItemWeight(ItemIndex Item, float Weight);
