namespace Portal.Domain.Collaborative;

/// <summary>Position of a person in an <see cref="InteractionMatrix"/>; a type of its own, so that it is never taken for an item.</summary>
public readonly record struct UserIndex(int Value);
