using Portal.Domain.Profiles;

namespace Portal.Demo.Simulation;

/// <summary>A reader drawn by <see cref="ReaderSimulator"/>.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Tastes">The personas the taste is mixed from, the heaviest first; the weights sum to 1.</param>
/// <param name="Interactions">Oldest first.</param>
public sealed record SimulatedReader(int Number, IReadOnlyList<TasteShare> Tastes, IReadOnlyList<SimulatedInteraction> Interactions)
{
    /// <summary>The persona that weighs most; its exclusions bind the reader.</summary>
    public string MainPersona => Tastes[0].Persona;
}

/// <summary>User name of a persona and its weight in a mixture, above 0 and at most 1.</summary>
public readonly record struct TasteShare(string Persona, double Weight);

/// <summary>Something a simulated reader did.</summary>
/// <param name="ItemId">Id of the catalogue.</param>
/// <param name="Kind">A click, or an opinion.</param>
/// <param name="Value">Stars of a rating, 0.5 to 5; null otherwise.</param>
/// <param name="Ago">How long before the moment of seeding.</param>
/// <param name="Session">Number of the reader's session, from 0; items of one session follow one topic.</param>
public sealed record SimulatedInteraction(string ItemId, InteractionKind Kind, double? Value, TimeSpan Ago, int Session);
