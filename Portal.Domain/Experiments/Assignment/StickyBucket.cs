namespace Portal.Domain.Experiments.Assignment;

/// <summary>That an experiment once gave a unit a variant, which it keeps from then on whatever becomes of weights, coverage and conditions.</summary>
/// <param name="Attribute">The attribute that was hashed.</param>
/// <param name="Unit">Its value.</param>
/// <param name="Experiment">The experiment's key.</param>
/// <param name="Version">The experiment's bucket version at that time, from 0.</param>
/// <param name="Variant">The variant's key.</param>
public sealed record StickyBucket(string Attribute, string Unit, string Experiment, int Version, string Variant);
