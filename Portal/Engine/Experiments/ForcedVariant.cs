namespace Portal.Engine.Experiments;

/// <summary>A variant that somebody asks to see.</summary>
/// <param name="Experiment">Key of the experiment; it need not run.</param>
/// <param name="Variant">Index of the variant, from 0.</param>
public sealed record ForcedVariant(string Experiment, int Variant);
