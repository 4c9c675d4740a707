namespace Portal.Domain.Experiments.Interleaving;

/// <summary>A place of an interleaved list.</summary>
/// <typeparam name="T">The ranked things, e.g. ids of items.</typeparam>
/// <param name="Item">What stands there.</param>
/// <param name="Team">Index of the ranking that put it there, or <see cref="TeamDraft.Nobody"/>.</param>
public readonly record struct TeamPlace<T>(T Item, int Team);
